-- Telegram Stars: invoices, payments, refunds. Stars are whole; a wallet counts minor units (1 Star = 100).

-- What may be paid, by whom, until when. Written in the transaction that decides to send the invoice, never changed.
CREATE TABLE stars_invoice (
  token text PRIMARY KEY CHECK (octet_length(token) BETWEEN 16 AND 128),
  tenant_id int4 NOT NULL,
  user_id int8 NOT NULL,
  stars int8 NOT NULL CHECK (stars BETWEEN 1 AND 1000000),
  currency char(3) NOT NULL DEFAULT 'XTR' CHECK (currency = 'XTR'),
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
  FOREIGN KEY (tenant_id, user_id) REFERENCES person
);
CREATE INDEX stars_invoice_age ON stars_invoice USING brin (created_at);

-- Each charge of Telegram once, whoever hears of it first. An invoice may be paid more than once, so its token is no key.
CREATE TABLE stars_payment (
  charge_id text PRIMARY KEY CHECK (octet_length(charge_id) BETWEEN 1 AND 512),
  feed_id int4 NOT NULL REFERENCES feed,
  wallet_id int8 NOT NULL REFERENCES wallet,
  user_id int8 NOT NULL,
  stars int8 NOT NULL CHECK (stars > 0),
  credited int8 NOT NULL CHECK (credited > 0), -- minor units
  payload text NOT NULL,
  invoiced bool NOT NULL, -- false when no invoice of this person over this amount has that payload: somebody should look
  source text NOT NULL CHECK (source IN ('update', 'reconcile', 'refund')),
  paid_at timestamptz NOT NULL, -- as Telegram dates it
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX stars_payment_person ON stars_payment (wallet_id, paid_at DESC);
CREATE INDEX stars_payment_age ON stars_payment (at);

-- Payments that were seen in Telegram's own list. What never gets there was not paid.
CREATE TABLE stars_confirmed (
  charge_id text PRIMARY KEY REFERENCES stars_payment,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Intent first: the money leaves the wallet before Telegram is asked to give it back, and what is not there becomes debt.
-- A refusal returns it; a later refund after all begins another round.
CREATE TABLE stars_refund (
  charge_id text PRIMARY KEY REFERENCES stars_payment,
  round int2 NOT NULL DEFAULT 1 CHECK (round > 0),
  state text NOT NULL CHECK (state IN ('intent', 'done', 'refused')),
  cause text NOT NULL CHECK (cause IN ('admin', 'rule', 'telegram')),
  reason text NOT NULL,
  attempts int4 NOT NULL DEFAULT 0,
  not_before timestamptz NOT NULL DEFAULT '-infinity',
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz,
  CHECK ((state = 'intent') = (ended_at IS NULL))
);
CREATE INDEX stars_refund_open ON stars_refund (not_before) WHERE state = 'intent';

-- How far Telegram's list of transactions was read.
CREATE TABLE stars_cursor (
  feed_id int4 PRIMARY KEY REFERENCES feed,
  transactions int8 NOT NULL CHECK (transactions >= 0),
  since timestamptz NOT NULL DEFAULT clock_timestamp(), -- what was paid earlier was paid to somebody else's books
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TRIGGER stars_payment_is_history BEFORE UPDATE OR DELETE ON stars_payment
  FOR EACH ROW EXECUTE FUNCTION history_is_not_edited();
CREATE TRIGGER stars_payment_stays BEFORE TRUNCATE ON stars_payment EXECUTE FUNCTION history_is_not_edited();
CREATE TRIGGER stars_confirmed_is_history BEFORE UPDATE OR DELETE ON stars_confirmed
  FOR EACH ROW EXECUTE FUNCTION history_is_not_edited();
CREATE TRIGGER stars_confirmed_stays BEFORE TRUNCATE ON stars_confirmed EXECUTE FUNCTION history_is_not_edited();
CREATE TRIGGER stars_refund_is_history BEFORE DELETE ON stars_refund
  FOR EACH ROW EXECUTE FUNCTION history_is_not_edited();
CREATE TRIGGER stars_refund_stays BEFORE TRUNCATE ON stars_refund EXECUTE FUNCTION history_is_not_edited();
-- Old invoices are swept; a changed one would let somebody pay another amount.
CREATE TRIGGER stars_invoice_is_fixed BEFORE UPDATE ON stars_invoice
  FOR EACH ROW EXECUTE FUNCTION history_is_not_edited();

CREATE FUNCTION stars_refund_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.charge_id = OLD.charge_id AND (
       (OLD.state = 'intent' AND NEW.round = OLD.round AND (NEW.cause, NEW.reason, NEW.at) = (OLD.cause, OLD.reason, OLD.at))
    OR (OLD.state = 'refused' AND NEW.state = 'intent' AND NEW.round = OLD.round + 1)) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a refund does not go from % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER stars_refund_moves BEFORE UPDATE ON stars_refund FOR EACH ROW EXECUTE FUNCTION stars_refund_moves();

-- ───── books and payments agree, checked at the end of every transaction that touches one of them ─────
CREATE FUNCTION stars_booked(p_credited int8, VARIADIC p_idem text[]) RETURNS bool LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(amount), 0) = p_credited FROM transfer WHERE idem = ANY (p_idem)
$$;

CREATE FUNCTION stars_payment_is_booked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT stars_booked(NEW.credited, 'stars:' || NEW.charge_id, 'stars-debt:' || NEW.charge_id) THEN
    RAISE EXCEPTION 'payment % is not what the journal credits', NEW.charge_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER stars_payment_is_booked AFTER INSERT ON stars_payment DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION stars_payment_is_booked();

CREATE FUNCTION stars_refund_is_booked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  credited int8;
  id text := NEW.round || ':' || NEW.charge_id;
BEGIN
  SELECT p.credited INTO STRICT credited FROM stars_payment p WHERE p.charge_id = NEW.charge_id;
  IF NOT stars_booked(credited, 'claw:' || id, 'claw-debt:' || id)
     OR NEW.state = 'refused' AND NOT stars_booked(credited, 'unclaw:' || id, 'unclaw-debt:' || id) THEN
    RAISE EXCEPTION 'refund % is not what the journal takes back', NEW.charge_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER stars_refund_is_booked AFTER INSERT OR UPDATE ON stars_refund DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION stars_refund_is_booked();

CREATE FUNCTION transfer_has_stars() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind = 'topup' AND NOT EXISTS (
       SELECT FROM stars_payment WHERE charge_id = substring(NEW.idem FROM '^stars(?:-debt)?:(.*)$'))
     OR NEW.kind = 'clawback' AND NOT EXISTS (
       SELECT FROM stars_refund WHERE charge_id = substring(NEW.idem FROM '^claw(?:-debt)?:[0-9]+:(.*)$')) THEN
    RAISE EXCEPTION 'no payment stands behind the transfer %', NEW.idem USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER transfer_has_stars AFTER INSERT ON transfer DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind IN ('topup', 'clawback')) EXECUTE FUNCTION transfer_has_stars();

-- Money that comes back from a job pays a debt, like any other: nobody is kept from buying who has enough.
CREATE FUNCTION release_pays_debt() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  w wallet;
  pays int8;
BEGIN
  SELECT * INTO STRICT w FROM wallet WHERE wallet_id = NEW.credit / 4 FOR UPDATE;
  pays := least(w.debt, w.available);
  IF pays > 0 THEN
    UPDATE wallet SET available = available - pays, debt = debt - pays WHERE wallet_id = w.wallet_id;
    INSERT INTO transfer (kind, debit, credit, amount, currency, idem)
      VALUES ('adjust', w.wallet_id * 4, w.wallet_id * 4 + 2, pays, w.currency, 'debt:' || NEW.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER release_pays_debt AFTER INSERT ON transfer
  FOR EACH ROW WHEN (NEW.kind = 'release') EXECUTE FUNCTION release_pays_debt();

-- ───── the functions, one round trip each ─────
-- Gives money from the Stars clearing to a wallet, a debt first.
CREATE FUNCTION stars_give(p_wallet int8, p_amount int8, p_kind text, p_name text, p_id text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  w wallet;
  pays int8;
BEGIN
  SELECT * INTO STRICT w FROM wallet WHERE wallet_id = p_wallet FOR UPDATE;
  pays := least(w.debt, p_amount);
  UPDATE wallet SET available = available + p_amount - pays, debt = debt - pays WHERE wallet_id = p_wallet;
  IF p_amount > pays THEN
    INSERT INTO transfer (kind, debit, credit, amount, currency, idem)
      VALUES (p_kind, -2, p_wallet * 4, p_amount - pays, w.currency, p_name || ':' || p_id);
  END IF;
  IF pays > 0 THEN
    INSERT INTO transfer (kind, debit, credit, amount, currency, idem)
      VALUES (p_kind, -2, p_wallet * 4 + 2, pays, w.currency, p_name || '-debt:' || p_id);
  END IF;
END $$;

-- Credits a charge. True for the first who comes with it, false for everybody after.
CREATE FUNCTION payment_credit(p_charge text, p_feed int4, p_user int8, p_lang text, p_name text, p_currency char(3),
                               p_stars int8, p_credit int8, p_payload text, p_source text, p_paid_at timestamptz)
RETURNS bool LANGUAGE plpgsql AS $$
DECLARE
  t int4;
  w int8;
BEGIN
  PERFORM 1 FROM stars_payment WHERE charge_id = p_charge;
  IF FOUND THEN RETURN false; END IF;
  SELECT tenant_id INTO STRICT t FROM feed WHERE feed_id = p_feed;
  INSERT INTO person (tenant_id, user_id, lang, name) VALUES (t, p_user, p_lang, p_name) ON CONFLICT DO NOTHING;
  INSERT INTO wallet (tenant_id, user_id, currency) VALUES (t, p_user, p_currency) ON CONFLICT DO NOTHING;
  SELECT wallet_id INTO STRICT w FROM wallet
   WHERE tenant_id = t AND user_id = p_user AND currency = p_currency FOR UPDATE;
  INSERT INTO stars_payment (charge_id, feed_id, wallet_id, user_id, stars, credited, payload, source, paid_at, invoiced)
    VALUES (p_charge, p_feed, w, p_user, p_stars, p_credit, p_payload, p_source, p_paid_at,
            EXISTS (SELECT FROM stars_invoice i
                     WHERE i.token = p_payload AND i.tenant_id = t AND i.user_id = p_user AND i.stars = p_stars))
    ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM stars_give(w, p_credit, 'topup', 'stars', p_charge);
  RETURN true;
END $$;

-- Takes a payment out of the wallet, to be given back. 'intent': taken now; 'unknown': no such payment; otherwise the
-- state of the refund that was there before, and nothing is written. A refused one begins anew.
CREATE FUNCTION payment_refund_intent(p_charge text, p_cause text, p_reason text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  p stars_payment;
  w wallet;
  r stars_refund;
  take int8;
  id text;
BEGIN
  SELECT * INTO p FROM stars_payment WHERE charge_id = p_charge;
  IF NOT FOUND THEN RETURN 'unknown'; END IF;
  -- The lock first: of two refunds at once, the second finds that of the first.
  SELECT * INTO STRICT w FROM wallet WHERE wallet_id = p.wallet_id FOR UPDATE;
  SELECT * INTO r FROM stars_refund WHERE charge_id = p_charge;
  IF FOUND AND r.state = 'intent' THEN RETURN 'pending'; END IF;
  IF FOUND AND r.state = 'done' THEN RETURN 'done'; END IF;
  INSERT INTO stars_refund (charge_id, state, cause, reason) VALUES (p_charge, 'intent', p_cause, p_reason)
    ON CONFLICT (charge_id) DO UPDATE SET round = stars_refund.round + 1, state = 'intent', cause = p_cause,
      reason = p_reason, attempts = 0, not_before = '-infinity', at = clock_timestamp(), ended_at = NULL
    RETURNING round || ':' || charge_id INTO id;
  take := least(w.available, p.credited);
  UPDATE wallet SET available = available - take, debt = debt + p.credited - take WHERE wallet_id = w.wallet_id;
  IF take > 0 THEN
    INSERT INTO transfer (kind, debit, credit, amount, currency, idem, reason)
      VALUES ('clawback', w.wallet_id * 4, -2, take, w.currency, 'claw:' || id, p_reason);
  END IF;
  IF p.credited > take THEN
    INSERT INTO transfer (kind, debit, credit, amount, currency, idem, reason)
      VALUES ('clawback', w.wallet_id * 4 + 2, -2, p.credited - take, w.currency, 'claw-debt:' || id, p_reason);
  END IF;
  RETURN 'intent';
END $$;

-- Telegram has given the Stars back. True once.
CREATE FUNCTION payment_refund_done(p_charge text) RETURNS bool LANGUAGE plpgsql AS $$
BEGIN
  UPDATE stars_refund SET state = 'done', ended_at = clock_timestamp() WHERE charge_id = p_charge AND state = 'intent';
  RETURN FOUND;
END $$;

-- Telegram will not give them back: the wallet gets its money again. True once a round.
CREATE FUNCTION payment_refund_refused(p_charge text) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE
  p stars_payment;
  n int2;
BEGIN
  SELECT * INTO p FROM stars_payment WHERE charge_id = p_charge;
  PERFORM 1 FROM wallet WHERE wallet_id = p.wallet_id FOR UPDATE;
  UPDATE stars_refund SET state = 'refused', ended_at = clock_timestamp()
   WHERE charge_id = p_charge AND state = 'intent' RETURNING round INTO n;
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM stars_give(p.wallet_id, p.credited, 'adjust', 'unclaw', n || ':' || p_charge);
  RETURN true;
END $$;

-- Somebody has given the Stars back, we or Telegram: what is left to do for it here is done. True once.
CREATE FUNCTION payment_refund_seen(p_charge text, p_reason text) RETURNS bool LANGUAGE plpgsql AS $$
BEGIN
  PERFORM payment_refund_intent(p_charge, 'telegram', p_reason);
  RETURN payment_refund_done(p_charge);
END $$;

-- //@UNDO
DO $$
BEGIN
  IF EXISTS (SELECT FROM stars_payment) THEN
    RAISE EXCEPTION 'version 11 stays: people have paid, and without it no payment could be given back; restore a backup from before it instead';
  END IF;
END $$;
DROP FUNCTION payment_refund_seen, payment_refund_refused, payment_refund_done, payment_refund_intent, payment_credit,
  stars_give;
DROP TRIGGER release_pays_debt ON transfer;
DROP TRIGGER transfer_has_stars ON transfer;
DROP TABLE stars_cursor, stars_refund, stars_confirmed, stars_payment, stars_invoice;
DROP FUNCTION release_pays_debt, transfer_has_stars, stars_refund_is_booked, stars_payment_is_booked, stars_booked,
  stars_refund_moves;

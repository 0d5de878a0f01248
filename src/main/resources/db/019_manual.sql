-- Top-ups by a transfer outside Telegram, which an operator has seen and approves. Off unless the configuration says so.

-- The house account -6 stands for transfers that operators have received.
ALTER TABLE transfer DROP CONSTRAINT transfer_kind_check, ADD CONSTRAINT transfer_kind_check
  CHECK (kind IN ('topup', 'gift', 'free', 'promo', 'referral', 'hold', 'capture', 'release', 'goodwill', 'clawback',
                  'adjust', 'manual'));

-- What somebody wants to transfer. Money moves when it is approved, and only then.
CREATE TABLE manual_request (
  request_id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id int4 NOT NULL,
  user_id int8 NOT NULL,
  wallet_id int8 NOT NULL REFERENCES wallet,
  stars int8 NOT NULL CHECK (stars BETWEEN 1 AND 1000000),
  amount int8 NOT NULL CHECK (amount > 0), -- minor units
  state text NOT NULL DEFAULT 'requested'
    CHECK (state IN ('requested', 'paid_claimed', 'approved', 'refused', 'cancelled', 'expired')),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL CHECK (expires_at > at), -- unless it is said to be paid by then
  claimed_at timestamptz,
  decided_by int8,
  ended_at timestamptz,
  FOREIGN KEY (tenant_id, user_id) REFERENCES person,
  CHECK ((state IN ('requested', 'paid_claimed')) = (ended_at IS NULL)),
  CHECK ((state IN ('paid_claimed', 'approved', 'refused')) = (claimed_at IS NOT NULL)),
  CHECK ((state IN ('approved', 'refused')) = (decided_by IS NOT NULL))
);
CREATE INDEX manual_request_person ON manual_request (tenant_id, user_id, request_id);
CREATE INDEX manual_request_waits ON manual_request (tenant_id, claimed_at) WHERE state = 'paid_claimed';

-- ───── what must never be ─────
CREATE FUNCTION manual_request_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state = 'requested' THEN RETURN NEW; END IF;
    RAISE EXCEPTION 'a request does not begin as %', NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF (NEW.request_id, NEW.tenant_id, NEW.user_id, NEW.wallet_id, NEW.stars, NEW.amount, NEW.at, NEW.expires_at)
       = (OLD.request_id, OLD.tenant_id, OLD.user_id, OLD.wallet_id, OLD.stars, OLD.amount, OLD.at, OLD.expires_at)
     AND (OLD.state = 'requested' AND NEW.state IN ('paid_claimed', 'cancelled', 'expired')
       OR OLD.state = 'paid_claimed' AND NEW.state IN ('approved', 'refused') AND NEW.claimed_at = OLD.claimed_at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'request % does not go from % to %', OLD.request_id, OLD.state, NEW.state
    USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER manual_request_moves BEFORE INSERT OR UPDATE ON manual_request
  FOR EACH ROW EXECUTE FUNCTION manual_request_moves();
-- What nobody said to have paid may go: nobody's money hangs on it.
CREATE TRIGGER manual_request_is_history BEFORE DELETE ON manual_request
  FOR EACH ROW WHEN (OLD.state NOT IN ('cancelled', 'expired')) EXECUTE FUNCTION history_is_not_edited();
CREATE TRIGGER manual_request_stays BEFORE TRUNCATE ON manual_request EXECUTE FUNCTION history_is_not_edited();

-- Books and requests agree, checked at the end of every transaction that touches one of them.
CREATE FUNCTION manual_request_is_booked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT stars_booked(NEW.amount, 'manual:' || NEW.request_id, 'manual-debt:' || NEW.request_id) THEN
    RAISE EXCEPTION 'request % is not what the journal credits', NEW.request_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER manual_request_is_booked AFTER UPDATE ON manual_request DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.state = 'approved') EXECUTE FUNCTION manual_request_is_booked();

CREATE FUNCTION transfer_has_request() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  id text := substring(NEW.idem FROM '^manual(?:-debt)?:([0-9]{1,18})$');
BEGIN
  IF id IS NULL OR NEW.debit <> -6 OR NOT EXISTS (
       SELECT FROM manual_request r
        WHERE r.request_id = id::int8 AND r.state = 'approved' AND r.wallet_id = NEW.credit / 4
          AND stars_booked(r.amount, 'manual:' || id, 'manual-debt:' || id)) THEN
    RAISE EXCEPTION 'no approved request stands behind the transfer %', NEW.idem USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER transfer_has_request AFTER INSERT ON transfer DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind = 'manual' OR NEW.debit = -6 OR NEW.credit = -6)
  EXECUTE FUNCTION transfer_has_request();

-- ───── the functions, one round trip each; each takes the lock of the wallet first ─────
-- A new request: its number, or 0 when the person has so many that are not over. Nothing is credited.
CREATE FUNCTION manual_ask(p_tenant int4, p_user int8, p_currency char(3), p_stars int8, p_amount int8, p_most int4,
                           p_life interval) RETURNS int8 LANGUAGE plpgsql AS $$
DECLARE
  w int8;
  id int8;
BEGIN
  SELECT wallet_id INTO STRICT w FROM wallet
   WHERE tenant_id = p_tenant AND user_id = p_user AND currency = p_currency FOR UPDATE;
  -- So that asking and cancelling for ever leaves only the last twenty behind.
  DELETE FROM manual_request
   WHERE tenant_id = p_tenant AND user_id = p_user AND state IN ('cancelled', 'expired')
     AND request_id <= (SELECT request_id FROM manual_request
                         WHERE tenant_id = p_tenant AND user_id = p_user AND state IN ('cancelled', 'expired')
                         ORDER BY request_id DESC OFFSET 20 LIMIT 1);
  UPDATE manual_request SET state = 'expired', ended_at = clock_timestamp()
   WHERE tenant_id = p_tenant AND user_id = p_user AND state = 'requested' AND expires_at <= clock_timestamp();
  IF (SELECT count(*) FROM manual_request
       WHERE tenant_id = p_tenant AND user_id = p_user AND state IN ('requested', 'paid_claimed')) >= p_most THEN
    RETURN 0;
  END IF;
  INSERT INTO manual_request (tenant_id, user_id, wallet_id, stars, amount, expires_at)
    VALUES (p_tenant, p_user, w, p_stars, p_amount, clock_timestamp() + p_life) RETURNING request_id INTO id;
  RETURN id;
END $$;

-- The person says it is paid, or gives it up. 'claimed' or 'cancelled' now; 'again': said before; 'expired'; 'over':
-- decided or given up before; 'unknown': no request of this person. Nothing is credited.
CREATE FUNCTION manual_answer(p_tenant int4, p_user int8, p_id int8, p_paid bool, OUT result text, OUT paid int8)
LANGUAGE plpgsql AS $$
DECLARE
  r manual_request;
BEGIN
  paid := 0;
  SELECT * INTO r FROM manual_request WHERE request_id = p_id AND tenant_id = p_tenant AND user_id = p_user;
  IF NOT FOUND THEN
    result := 'unknown';
    RETURN;
  END IF;
  PERFORM 1 FROM wallet WHERE wallet_id = r.wallet_id FOR UPDATE;
  SELECT * INTO r FROM manual_request WHERE request_id = p_id;
  IF NOT FOUND THEN
    result := 'over';
    RETURN;
  END IF;
  paid := r.stars;
  IF r.state = 'requested' AND r.expires_at <= clock_timestamp() THEN
    UPDATE manual_request SET state = 'expired', ended_at = clock_timestamp() WHERE request_id = p_id;
    result := 'expired';
  ELSIF r.state = 'requested' AND p_paid THEN
    UPDATE manual_request SET state = 'paid_claimed', claimed_at = clock_timestamp() WHERE request_id = p_id;
    result := 'claimed';
  ELSIF r.state = 'requested' THEN
    UPDATE manual_request SET state = 'cancelled', ended_at = clock_timestamp() WHERE request_id = p_id;
    result := 'cancelled';
  ELSE
    result := CASE r.state WHEN 'paid_claimed' THEN 'again' WHEN 'expired' THEN 'expired' ELSE 'over' END;
  END IF;
END $$;

-- An operator has received the transfer: it is credited once, a debt first. 'done'; 'already': decided before; 'absent':
-- no such request, or nobody has said it is paid. Nothing is written but for 'done'.
CREATE FUNCTION manual_credit(p_tenant int4, p_id int8, p_admin int8, OUT result text, OUT person int8, OUT paid int8)
LANGUAGE plpgsql AS $$
DECLARE
  r manual_request;
BEGIN
  result := 'absent';
  SELECT * INTO r FROM manual_request WHERE request_id = p_id AND tenant_id = p_tenant;
  IF NOT FOUND THEN RETURN; END IF;
  -- The lock first: of two decisions at once, the second finds the first.
  PERFORM 1 FROM wallet WHERE wallet_id = r.wallet_id FOR UPDATE;
  SELECT * INTO r FROM manual_request WHERE request_id = p_id;
  IF r.state IN ('approved', 'refused') THEN result := 'already'; END IF;
  IF r.state IS DISTINCT FROM 'paid_claimed' THEN RETURN; END IF;
  UPDATE manual_request SET state = 'approved', decided_by = p_admin, ended_at = clock_timestamp()
   WHERE request_id = p_id;
  PERFORM house_give(-6, r.wallet_id, r.amount, 'manual', p_id::text);
  result := 'done';
  person := r.user_id;
  paid := r.stars;
END $$;

-- No transfer came: nothing is credited, and never will be for this request. Results as of manual_credit.
CREATE FUNCTION manual_refuse(p_tenant int4, p_id int8, p_admin int8, OUT result text, OUT person int8, OUT paid int8)
LANGUAGE plpgsql AS $$
DECLARE
  r manual_request;
BEGIN
  result := 'absent';
  SELECT * INTO r FROM manual_request WHERE request_id = p_id AND tenant_id = p_tenant;
  IF NOT FOUND THEN RETURN; END IF;
  PERFORM 1 FROM wallet WHERE wallet_id = r.wallet_id FOR UPDATE;
  SELECT * INTO r FROM manual_request WHERE request_id = p_id;
  IF r.state IN ('approved', 'refused') THEN result := 'already'; END IF;
  IF r.state IS DISTINCT FROM 'paid_claimed' THEN RETURN; END IF;
  UPDATE manual_request SET state = 'refused', decided_by = p_admin, ended_at = clock_timestamp()
   WHERE request_id = p_id;
  result := 'done';
  person := r.user_id;
  paid := r.stars;
END $$;

-- //@UNDO
DO $$
BEGIN
  IF EXISTS (SELECT FROM transfer WHERE kind = 'manual') THEN
    RAISE EXCEPTION 'version 19 stays: transfers were credited, and without it nobody could see whose and by whom; restore a backup from before it instead';
  END IF;
END $$;
DROP FUNCTION manual_refuse, manual_credit, manual_answer, manual_ask;
DROP TRIGGER transfer_has_request ON transfer;
DROP TABLE manual_request;
DROP FUNCTION transfer_has_request, manual_request_is_booked, manual_request_moves;
ALTER TABLE transfer DROP CONSTRAINT transfer_kind_check, ADD CONSTRAINT transfer_kind_check
  CHECK (kind IN ('topup', 'gift', 'free', 'promo', 'referral', 'hold', 'capture', 'release', 'goodwill', 'clawback',
                  'adjust'));

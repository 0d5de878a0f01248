-- Promo codes, invitations, wishes for refunds. What people see of their money is read from the journal itself.

-- ───── promo codes ─────
CREATE TABLE promo_code (
  code_id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id int4 NOT NULL REFERENCES tenant,
  code text NOT NULL CHECK (code ~ '^[A-Z0-9_-]{3,32}$'),
  amount int8 NOT NULL CHECK (amount > 0),
  uses_most int4 NOT NULL CHECK (uses_most > 0),
  used int4 NOT NULL DEFAULT 0 CHECK (used BETWEEN 0 AND uses_most),
  made_by int8 NOT NULL,
  made_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL CHECK (expires_at > made_at),
  closed_at timestamptz,
  UNIQUE (tenant_id, code)
) WITH (fillfactor = 70);

-- Undoing this version forgets the codes, and the journal keeps what they gave: new numbers begin above the old ones.
SELECT setval(pg_get_serial_sequence('promo_code', 'code_id'), 1 + coalesce(max(split_part(idem, ':', 2)::int8), 0), false)
  FROM transfer WHERE kind = 'promo';

-- A code once per person, whatever comes at once.
CREATE TABLE promo_use (
  code_id int8 NOT NULL REFERENCES promo_code,
  user_id int8 NOT NULL,
  tenant_id int4 NOT NULL,
  amount int8 NOT NULL CHECK (amount > 0),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (code_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES person
);

-- How often a person guessed wrong since when.
CREATE TABLE promo_try (
  tenant_id int4 NOT NULL,
  user_id int8 NOT NULL,
  since timestamptz NOT NULL DEFAULT clock_timestamp(),
  failed int4 NOT NULL DEFAULT 0 CHECK (failed >= 0),
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES person
) WITH (fillfactor = 70);

-- ───── invitations ─────
CREATE TABLE referral_code (
  tenant_id int4 NOT NULL,
  user_id int8 NOT NULL,
  code text NOT NULL CHECK (code ~ '^[A-Za-z0-9_-]{8,40}$'),
  PRIMARY KEY (tenant_id, user_id),
  UNIQUE (tenant_id, code),
  FOREIGN KEY (tenant_id, user_id) REFERENCES person
);

-- Who came by whose link. `paid_at` is the newcomer's first payment: before it there is nothing to look at.
CREATE TABLE referral (
  tenant_id int4 NOT NULL,
  invitee int8 NOT NULL,
  inviter int8 NOT NULL CHECK (inviter <> invitee),
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  paid_at timestamptz,
  looked_at timestamptz NOT NULL DEFAULT '-infinity',
  rewarded_at timestamptz,
  reward int8 CHECK (reward > 0),
  PRIMARY KEY (tenant_id, invitee),
  FOREIGN KEY (tenant_id, invitee) REFERENCES person,
  FOREIGN KEY (tenant_id, inviter) REFERENCES person,
  CHECK ((rewarded_at IS NULL) = (reward IS NULL)),
  CHECK (rewarded_at IS NULL OR paid_at IS NOT NULL)
);
CREATE INDEX referral_inviter ON referral (tenant_id, inviter, rewarded_at);
CREATE INDEX referral_due ON referral (tenant_id, looked_at) WHERE paid_at IS NOT NULL AND rewarded_at IS NULL;

-- ───── wishes for refunds that no rule grants: people decide ─────
CREATE TABLE refund_wish (
  charge_id text PRIMARY KEY REFERENCES stars_payment,
  tenant_id int4 NOT NULL REFERENCES tenant,
  user_id int8 NOT NULL,
  why text NOT NULL CHECK (why IN ('late', 'spent', 'refused')),
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- ───── what must never be ─────
CREATE TRIGGER promo_use_is_history BEFORE UPDATE OR DELETE ON promo_use
  FOR EACH ROW EXECUTE FUNCTION history_is_not_edited();
CREATE TRIGGER promo_use_stays BEFORE TRUNCATE ON promo_use EXECUTE FUNCTION history_is_not_edited();
CREATE TRIGGER referral_is_history BEFORE DELETE ON referral FOR EACH ROW EXECUTE FUNCTION history_is_not_edited();
CREATE TRIGGER referral_stays BEFORE TRUNCATE ON referral EXECUTE FUNCTION history_is_not_edited();

-- What a code gives was promised when it was made; only its uses and its end move, and only forward.
CREATE FUNCTION promo_code_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.code_id, NEW.tenant_id, NEW.code, NEW.amount, NEW.uses_most, NEW.expires_at)
       = (OLD.code_id, OLD.tenant_id, OLD.code, OLD.amount, OLD.uses_most, OLD.expires_at)
     AND NEW.used BETWEEN OLD.used AND OLD.used + 1
     AND (OLD.closed_at IS NULL OR NEW.closed_at = OLD.closed_at) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'promo code % does not change', OLD.code USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER promo_code_moves BEFORE UPDATE ON promo_code FOR EACH ROW EXECUTE FUNCTION promo_code_moves();

-- A reward is given once and stays.
CREATE FUNCTION referral_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.tenant_id, NEW.invitee, NEW.inviter, NEW.at) = (OLD.tenant_id, OLD.invitee, OLD.inviter, OLD.at)
     AND (OLD.paid_at IS NULL OR NEW.paid_at = OLD.paid_at)
     AND (OLD.rewarded_at IS NULL OR (NEW.rewarded_at, NEW.reward) = (OLD.rewarded_at, OLD.reward)) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the invitation of % does not change', OLD.invitee USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER referral_moves BEFORE UPDATE ON referral FOR EACH ROW EXECUTE FUNCTION referral_moves();

-- Books and bonuses agree, checked at the end of every transaction that touches one of them.
CREATE FUNCTION promo_use_is_booked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  id text := NEW.code_id || ':' || NEW.user_id;
BEGIN
  IF NOT stars_booked(NEW.amount, 'promo:' || id, 'promo-debt:' || id) THEN
    RAISE EXCEPTION 'the use of a promo code % is not what the journal gives', id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER promo_use_is_booked AFTER INSERT ON promo_use DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION promo_use_is_booked();

CREATE FUNCTION referral_is_booked() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  id text := NEW.tenant_id || ':' || NEW.invitee;
BEGIN
  IF NOT stars_booked(NEW.reward, 'referral:' || id, 'referral-debt:' || id) THEN
    RAISE EXCEPTION 'the reward for % is not what the journal gives', id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER referral_is_booked AFTER INSERT OR UPDATE ON referral DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.rewarded_at IS NOT NULL) EXECUTE FUNCTION referral_is_booked();

CREATE FUNCTION transfer_has_bonus() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  id text := substring(NEW.idem FROM '^(?:promo|referral)(?:-debt)?:([0-9]+:-?[0-9]+)$');
BEGIN
  IF id IS NULL
     OR NEW.kind = 'promo' AND NOT EXISTS (
       SELECT FROM promo_use u WHERE u.code_id = split_part(id, ':', 1)::int8 AND u.user_id = split_part(id, ':', 2)::int8
          AND stars_booked(u.amount, 'promo:' || id, 'promo-debt:' || id))
     OR NEW.kind = 'referral' AND NOT EXISTS (
       SELECT FROM referral r WHERE r.tenant_id = split_part(id, ':', 1)::int4 AND r.invitee = split_part(id, ':', 2)::int8
          AND r.rewarded_at IS NOT NULL AND stars_booked(r.reward, 'referral:' || id, 'referral-debt:' || id)) THEN
    RAISE EXCEPTION 'no code and no invitation stands behind the transfer %', NEW.idem USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER transfer_has_bonus AFTER INSERT ON transfer DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.kind IN ('promo', 'referral')) EXECUTE FUNCTION transfer_has_bonus();

-- The first payment of somebody who was invited.
CREATE FUNCTION referral_pays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE referral r SET paid_at = clock_timestamp()
    FROM feed f WHERE f.feed_id = NEW.feed_id AND r.tenant_id = f.tenant_id AND r.invitee = NEW.user_id
     AND r.paid_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER referral_pays AFTER INSERT ON stars_payment FOR EACH ROW EXECUTE FUNCTION referral_pays();

-- ───── the functions, one round trip each ─────
-- Gives money of a house account to a wallet, a debt first; what is available afterwards. The caller holds the lock of the
-- wallet or takes it here.
CREATE FUNCTION house_give(p_house int8, p_wallet int8, p_amount int8, p_kind text, p_id text,
                           p_reason text DEFAULT NULL) RETURNS int8 LANGUAGE plpgsql AS $$
DECLARE
  w wallet;
  pays int8;
BEGIN
  SELECT * INTO STRICT w FROM wallet WHERE wallet_id = p_wallet FOR UPDATE;
  pays := least(w.debt, p_amount);
  UPDATE wallet SET available = available + p_amount - pays, debt = debt - pays WHERE wallet_id = p_wallet;
  IF p_amount > pays THEN
    INSERT INTO transfer (kind, debit, credit, amount, currency, idem, reason)
      VALUES (p_kind, p_house, p_wallet * 4, p_amount - pays, w.currency, p_kind || ':' || p_id, p_reason);
  END IF;
  IF pays > 0 THEN
    INSERT INTO transfer (kind, debit, credit, amount, currency, idem, reason)
      VALUES (p_kind, p_house, p_wallet * 4 + 2, pays, w.currency, p_kind || '-debt:' || p_id, p_reason);
  END IF;
  RETURN w.available + p_amount - pays;
END $$;

-- Redeems a code: 'ok', or why not: 'unknown', 'used' by this person before, 'closed', 'expired', 'gone' when others were
-- faster, 'wait' after too many attempts that failed. `given` and `balance` are minor units, 0 unless it is ok.
CREATE FUNCTION promo_redeem(p_tenant int4, p_user int8, p_currency char(3), p_code text, p_tries int4,
                             p_window interval, OUT result text, OUT given int8, OUT balance int8)
LANGUAGE plpgsql AS $$
DECLARE
  c promo_code;
  t promo_try;
  w int8;
BEGIN
  given := 0;
  balance := 0;
  INSERT INTO promo_try (tenant_id, user_id) VALUES (p_tenant, p_user) ON CONFLICT DO NOTHING;
  -- The lock first: of two attempts at once, the second sees what became of the first.
  SELECT * INTO STRICT t FROM promo_try y WHERE y.tenant_id = p_tenant AND y.user_id = p_user FOR UPDATE;
  IF t.since < clock_timestamp() - p_window THEN
    UPDATE promo_try y SET since = clock_timestamp(), failed = 0
     WHERE y.tenant_id = p_tenant AND y.user_id = p_user RETURNING * INTO t;
  END IF;
  IF t.failed >= p_tries THEN
    result := 'wait';
    RETURN;
  END IF;
  SELECT * INTO c FROM promo_code o WHERE o.tenant_id = p_tenant AND o.code = p_code;
  IF NOT FOUND THEN
    result := 'unknown';
  ELSIF EXISTS (SELECT FROM promo_use u WHERE u.code_id = c.code_id AND u.user_id = p_user) THEN
    result := 'used';
  ELSE
    -- Of many who come at once, each waits for the one before: the count is exact.
    UPDATE promo_code o SET used = o.used + 1
     WHERE o.code_id = c.code_id AND o.used < o.uses_most AND o.closed_at IS NULL AND o.expires_at > clock_timestamp()
     RETURNING * INTO c;
    IF FOUND THEN
      result := 'ok';
    ELSE
      SELECT * INTO STRICT c FROM promo_code o WHERE o.tenant_id = p_tenant AND o.code = p_code;
      result := CASE WHEN c.closed_at IS NOT NULL THEN 'closed'
                     WHEN c.expires_at <= clock_timestamp() THEN 'expired' ELSE 'gone' END;
    END IF;
  END IF;
  IF result <> 'ok' THEN
    UPDATE promo_try y SET failed = failed + 1 WHERE y.tenant_id = p_tenant AND y.user_id = p_user;
    RETURN;
  END IF;
  INSERT INTO promo_use (code_id, user_id, tenant_id, amount) VALUES (c.code_id, p_user, p_tenant, c.amount);
  SELECT wallet_id INTO STRICT w FROM wallet
   WHERE tenant_id = p_tenant AND user_id = p_user AND currency = p_currency;
  given := c.amount;
  balance := house_give(-3, w, c.amount, 'promo', c.code_id || ':' || p_user);
END $$;

-- Counts somebody who came by a link: true once, and only for a person that this very update has made.
CREATE FUNCTION referral_arrive(p_feed int4, p_tenant int4, p_user int8, p_code text, p_update int4) RETURNS bool
LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO referral (tenant_id, invitee, inviter)
  SELECT p_tenant, p_user, c.user_id
    FROM referral_code c
    JOIN person p ON p.tenant_id = p_tenant AND p.user_id = p_user
    JOIN tg_update u ON u.feed_id = p_feed AND u.update_id = p_update
   WHERE c.tenant_id = p_tenant AND c.code = p_code AND c.user_id <> p_user
     AND p.created_at >= u.recv_at
     -- Of several updates that waited together, the first has made the person, and left its dialogue behind.
     AND NOT EXISTS (SELECT FROM session s WHERE s.feed_id = p_feed AND s.chat_key = p_user AND s.user_id = p_user)
  ON CONFLICT DO NOTHING;
  RETURN FOUND;
END $$;

-- What a wallet has spent of its own money on finished generations, in minor units: what was charged, less what the house
-- has given (gifts count as spent first), less what went back to the payer.
CREATE FUNCTION own_money_spent(p_wallet int8) RETURNS int8 LANGUAGE sql STABLE AS $$
  SELECT coalesce(sum(CASE WHEN t.credit = -1 THEN t.amount WHEN t.debit IN (-3, -5) THEN -t.amount
                           WHEN t.credit = -5 OR t.debit = -2 AND t.kind = 'adjust' THEN t.amount
                           WHEN t.credit = -2 THEN -t.amount ELSE 0 END), 0)::int8
    FROM generate_series(p_wallet * 4, p_wallet * 4 + 2) AS a (account)
   CROSS JOIN LATERAL (
     SELECT debit, credit, amount, kind FROM transfer WHERE debit > 0 AND debit = a.account AND credit < 0
     UNION ALL
     SELECT debit, credit, amount, kind FROM transfer WHERE credit > 0 AND credit = a.account AND debit < 0) t
$$;

-- Rewards the inviter if the newcomer has spent money of their own: 'rewarded' once; 'waiting' while they have not;
-- 'tomorrow' when the inviter has had the rewards of this UTC day; 'none' when there is nothing to reward any more.
CREATE FUNCTION referral_reward(p_tenant int4, p_invitee int8, p_currency char(3), p_reward int8, p_daily int4)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  r referral;
  w int8;
  n int8;
BEGIN
  SELECT * INTO r FROM referral f WHERE f.tenant_id = p_tenant AND f.invitee = p_invitee;
  IF NOT FOUND THEN RETURN 'none'; END IF;
  -- The lock of the inviter's wallet first: the rewards of a day are counted one after the other.
  SELECT wallet_id INTO w FROM wallet
   WHERE tenant_id = p_tenant AND user_id = r.inviter AND currency = p_currency FOR UPDATE;
  IF NOT FOUND THEN RETURN 'none'; END IF;
  UPDATE referral f SET looked_at = clock_timestamp()
   WHERE f.tenant_id = p_tenant AND f.invitee = p_invitee AND f.paid_at IS NOT NULL AND f.rewarded_at IS NULL;
  IF NOT FOUND THEN RETURN 'none'; END IF;
  SELECT wallet_id INTO n FROM wallet WHERE tenant_id = p_tenant AND user_id = p_invitee AND currency = p_currency;
  IF NOT FOUND OR own_money_spent(n) <= 0 THEN RETURN 'waiting'; END IF;
  IF (SELECT count(*) FROM referral f WHERE f.tenant_id = p_tenant AND f.inviter = r.inviter
        AND f.rewarded_at >= date_trunc('day', clock_timestamp() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC') >= p_daily THEN
    RETURN 'tomorrow';
  END IF;
  UPDATE referral f SET rewarded_at = clock_timestamp(), reward = p_reward
   WHERE f.tenant_id = p_tenant AND f.invitee = p_invitee;
  PERFORM house_give(-3, w, p_reward, 'referral', p_tenant || ':' || p_invitee);
  RETURN 'rewarded';
END $$;

-- A person asks for a payment back; `p_payment` is the md5 of its number. 'begun': taken off the balance, Telegram will be
-- asked; 'pending' and 'done': it was begun before; 'unknown': no payment of this person; 'late', 'spent', 'refused': no
-- rule grants it, people decide; `fresh` is true for the first such wish of a payment.
CREATE FUNCTION refund_ask(p_tenant int4, p_user int8, p_payment text, p_within interval,
                           OUT result text, OUT charge text, OUT paid int8, OUT fresh bool)
LANGUAGE plpgsql AS $$
DECLARE
  p stars_payment;
  w wallet;
  s text;
BEGIN
  fresh := false;
  paid := 0;
  charge := '';
  SELECT y.* INTO p FROM stars_payment y JOIN wallet v USING (wallet_id)
   WHERE v.tenant_id = p_tenant AND v.user_id = p_user AND md5(y.charge_id) = p_payment;
  IF NOT FOUND THEN
    result := 'unknown';
    RETURN;
  END IF;
  charge := p.charge_id;
  paid := p.stars;
  -- The lock first: of two wishes at once, the second finds the refund of the first.
  SELECT * INTO STRICT w FROM wallet v WHERE v.wallet_id = p.wallet_id FOR UPDATE;
  SELECT r.state INTO s FROM stars_refund r WHERE r.charge_id = p.charge_id;
  result := CASE WHEN s = 'intent' THEN 'pending' WHEN s = 'done' THEN 'done' WHEN s = 'refused' THEN 'refused'
                 WHEN p.paid_at < clock_timestamp() - p_within THEN 'late'
                 WHEN w.debt > 0 OR w.available < p.credited THEN 'spent' ELSE 'begun' END;
  IF result = 'begun' THEN
    PERFORM payment_refund_intent(p.charge_id, 'rule', 'asked for in the chat');
  ELSIF result IN ('late', 'spent', 'refused') THEN
    INSERT INTO refund_wish (charge_id, tenant_id, user_id, why) VALUES (p.charge_id, p_tenant, p_user, result)
      ON CONFLICT DO NOTHING;
    fresh := FOUND;
  END IF;
END $$;

-- //@UNDO
DROP FUNCTION refund_ask, referral_reward, own_money_spent, referral_arrive, promo_redeem, house_give;
DROP TRIGGER referral_pays ON stars_payment;
DROP TRIGGER transfer_has_bonus ON transfer;
DROP TABLE refund_wish, referral, referral_code, promo_try, promo_use, promo_code;
DROP FUNCTION referral_pays, transfer_has_bonus, referral_is_booked, promo_use_is_booked, referral_moves, promo_code_moves;

-- What operators do in the chat: whom they find, what they decide, and who decided it when and why.

-- As Telegram gave them when the person was last seen; a name may change, and several people may have the same.
ALTER TABLE person ADD username text NOT NULL DEFAULT '', ADD seen_on date;
CREATE INDEX person_username ON person (tenant_id, lower(username)) WHERE username <> '';
CREATE INDEX person_name ON person (tenant_id, lower(name) text_pattern_ops);

-- Makes sure of the person and notes what Telegram says of it today.
CREATE FUNCTION person_meet(p_tenant int4, p_user int8, p_lang text, p_name text, p_username text, p_currency char(3),
                            p_gift int8, p_free int8, p_day date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM person_ensure(p_tenant, p_user, p_lang, p_name, p_currency, p_gift, p_free, p_day);
  UPDATE person SET name = coalesce(nullif(p_name, ''), name), username = p_username, seen_on = p_day
   WHERE tenant_id = p_tenant AND user_id = p_user
     AND (name, username, seen_on) IS DISTINCT FROM (coalesce(nullif(p_name, ''), name), p_username, p_day);
END $$;

-- Whoever stands here gets nothing done. Money is not touched: payments are credited, running jobs end as usual.
CREATE TABLE person_ban (
  tenant_id int4 NOT NULL,
  user_id int8 NOT NULL,
  reason text NOT NULL,
  admin_id int8 NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  told_at timestamptz, -- when the person was last told
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES person
);

-- Every change an operator made, in the transaction that made it. The key names one pressed button.
CREATE TABLE admin_action (
  id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id int4 NOT NULL REFERENCES tenant,
  key text NOT NULL UNIQUE,
  admin_id int8 NOT NULL,
  deed text NOT NULL,
  subject text NOT NULL,
  details text NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX admin_action_subject ON admin_action (tenant_id, deed, subject, id);
CREATE TRIGGER admin_action_is_history BEFORE UPDATE OR DELETE ON admin_action
  FOR EACH ROW EXECUTE FUNCTION history_is_not_edited();
CREATE TRIGGER admin_action_stays BEFORE TRUNCATE ON admin_action EXECUTE FUNCTION history_is_not_edited();

-- What operators have switched; what has no row is as the configuration says. Every node reads it each second.
CREATE TABLE switch (
  tenant_id int4 NOT NULL REFERENCES tenant,
  name text NOT NULL,
  value text NOT NULL,
  admin_id int8 NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant_id, name)
);

-- What an account of KIE held, about once an hour: compared with what the jobs between were expected to take.
CREATE TABLE credit_sample (
  account int4 NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  credits numeric(18, 6) NOT NULL,
  PRIMARY KEY (account, at)
);

-- A message to many. Place moves in the transaction that writes the messages: whoever goes on after a death goes on
-- there, and nobody gets it twice.
CREATE TABLE broadcast (
  id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  feed_id int4 NOT NULL REFERENCES feed,
  admin_id int8 NOT NULL,
  segment text NOT NULL,
  words text NOT NULL,
  state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'stopped', 'done')),
  place int8 NOT NULL DEFAULT 0, -- people with ids up to this one have been seen to
  written int8 NOT NULL DEFAULT 0,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  ended_at timestamptz,
  CHECK ((state = 'running') = (ended_at IS NULL))
);
CREATE UNIQUE INDEX broadcast_one_at_a_time ON broadcast (feed_id) WHERE state = 'running';

CREATE INDEX person_created ON person USING brin (created_at);
CREATE INDEX gen_order_created ON gen_order USING brin (created_at);

-- False when this button was pressed before. Of two presses at once the second waits for the end of the first.
CREATE FUNCTION admin_begin(p_key text) RETURNS bool LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(7014, hashtext(p_key));
  PERFORM 1 FROM admin_action WHERE key = p_key;
  RETURN NOT FOUND;
END $$;

-- Gives minor units to a wallet, a debt first, or takes them. 'done'; 'repeated': this key has done it before;
-- 'short': there is not so much to take; 'unknown': no such wallet. Nothing is written but for 'done'.
CREATE FUNCTION wallet_adjust(p_tenant int4, p_user int8, p_currency char(3), p_amount int8, p_key text, p_reason text)
RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  w wallet;
BEGIN
  IF p_amount = 0 THEN RAISE EXCEPTION 'nothing is no amount' USING ERRCODE = 'check_violation'; END IF;
  -- The lock first: of two at once, the second finds what the first has written.
  SELECT * INTO w FROM wallet
   WHERE tenant_id = p_tenant AND user_id = p_user AND currency = p_currency FOR UPDATE;
  IF NOT FOUND THEN RETURN 'unknown'; END IF;
  PERFORM 1 FROM transfer WHERE idem IN ('adjust:' || p_key, 'adjust-debt:' || p_key);
  IF FOUND THEN RETURN 'repeated'; END IF;
  IF p_amount < 0 THEN
    IF w.available < -p_amount THEN RETURN 'short'; END IF;
    UPDATE wallet SET available = available + p_amount WHERE wallet_id = w.wallet_id;
    INSERT INTO transfer (kind, debit, credit, amount, currency, idem, reason)
      VALUES ('adjust', w.wallet_id * 4, -5, -p_amount, w.currency, 'adjust:' || p_key, p_reason);
    RETURN 'done';
  END IF;
  PERFORM house_give(-5, w.wallet_id, p_amount, 'adjust', p_key, p_reason);
  RETURN 'done';
END $$;

-- //@UNDO
DROP FUNCTION wallet_adjust, admin_begin, person_meet;
DROP TABLE broadcast, credit_sample, switch, admin_action, person_ban;
DROP INDEX gen_order_created, person_created, person_name, person_username;
ALTER TABLE person DROP username, DROP seen_on;

-- Inbox, leases, people, books, jobs, outbox.
-- Amounts are integers in minor units of the wallet's currency (1 Star = 100).

-- ───── who ─────
CREATE TABLE tenant (
  tenant_id int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  partner_id text NOT NULL UNIQUE
);

-- One row per bot and Bot API server; moving a bot to another server starts new update ids, so it makes a new feed.
CREATE TABLE feed (
  feed_id int4 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id int4 NOT NULL REFERENCES tenant,
  bot_id int8 NOT NULL,
  server text NOT NULL,
  UNIQUE (tenant_id, bot_id, server)
);

CREATE TABLE person (
  tenant_id int4 NOT NULL REFERENCES tenant,
  user_id int8 NOT NULL,
  lang text NOT NULL,
  name text NOT NULL DEFAULT '',
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (tenant_id, user_id)
);

-- ───── inbox ─────
-- Append only. Raw bytes: no content can make the insert fail.
-- Partitioned by update_id, so that deduplication stays a plain primary key and old data is dropped, not deleted.
CREATE TABLE tg_update (
  feed_id int4 NOT NULL,
  update_id int4 NOT NULL,
  shard int2 NOT NULL,
  chat_key int8 NOT NULL,
  kind int2 NOT NULL,
  recv_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  payload bytea NOT NULL,
  PRIMARY KEY (feed_id, update_id)
) PARTITION BY RANGE (update_id);
ALTER TABLE tg_update ALTER payload SET STORAGE EXTERNAL;

-- A row is here exactly while its update has not taken effect.
CREATE TABLE tg_ready (
  shard int2 NOT NULL,
  chat_key int8 NOT NULL,
  feed_id int4 NOT NULL,
  update_id int4 NOT NULL,
  PRIMARY KEY (shard, chat_key, feed_id, update_id)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000, autovacuum_vacuum_cost_delay = 0);

CREATE TABLE tg_quarantine (
  feed_id int4 NOT NULL,
  update_id int4 NOT NULL,
  chat_key int8 NOT NULL,
  correlation_id text NOT NULL,
  reason text NOT NULL,
  attempts int2 NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (feed_id, update_id)
);

-- Heads that were in flight when their node died: counted before they run again.
CREATE TABLE tg_suspect (
  feed_id int4 NOT NULL,
  update_id int4 NOT NULL,
  takeovers int2 NOT NULL,
  PRIMARY KEY (feed_id, update_id)
);

CREATE FUNCTION tg_partition_for(p_update int4) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  n int := p_update / 1048576;
  t text := format('tg_update_p%s', n);
BEGIN
  PERFORM pg_advisory_xact_lock(7001, n);
  IF to_regclass(format('%I.%I', current_schema(), t)) IS NULL THEN
    EXECUTE format('CREATE TABLE %I (LIKE tg_update INCLUDING DEFAULTS INCLUDING STORAGE)', t);
    EXECUTE format('CREATE INDEX ON %I USING brin (recv_at)', t);
    -- The last one has no upper end: 2^31 is no int4.
    EXECUTE format('ALTER TABLE tg_update ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)',
                   t, n * 1048576, CASE WHEN n = 2047 THEN 'MAXVALUE' ELSE ((n + 1) * 1048576)::text END);
  END IF;
END $$;

-- ───── leases: they decide who works, never what is true ─────
CREATE TABLE node (
  id uuid PRIMARY KEY,
  lock_key int4 NOT NULL UNIQUE,
  version text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  seen_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE shard_lease (
  shard int2 PRIMARY KEY,
  owner uuid,
  epoch int8 NOT NULL DEFAULT 0,
  expires_at timestamptz NOT NULL DEFAULT '-infinity'
) WITH (fillfactor = 20);
INSERT INTO shard_lease (shard) SELECT generate_series(0, 255)::int2;

-- ───── dialogue ─────
CREATE TABLE session (
  feed_id int4 NOT NULL,
  chat_key int8 NOT NULL,
  user_id int8 NOT NULL,
  state jsonb NOT NULL,
  updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (feed_id, chat_key, user_id)
) WITH (fillfactor = 70);
CREATE INDEX session_age ON session USING brin (updated_at);

-- ───── books ─────
CREATE TABLE wallet (
  wallet_id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id int4 NOT NULL,
  user_id int8 NOT NULL,
  currency char(3) NOT NULL,
  available int8 NOT NULL DEFAULT 0 CHECK (available >= 0),
  held int8 NOT NULL DEFAULT 0 CHECK (held >= 0),
  debt int8 NOT NULL DEFAULT 0 CHECK (debt >= 0),
  free_day date, -- the last day whose free quota was looked at; only ever moves forward
  UNIQUE (tenant_id, user_id, currency),
  FOREIGN KEY (tenant_id, user_id) REFERENCES person
) WITH (fillfactor = 70);

-- Two-legged rows: debits equal credits by construction.
-- Accounts: wallet * 4 + 0 available, + 1 held, + 2 debt; negative = the house:
-- -1 revenue, -2 Stars clearing, -3 gifts and promotions, -4 free quota, -5 adjustments by admins.
-- The house has no balance rows: one hot row cost 2.4 times the throughput when measured.
CREATE TABLE transfer (
  id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('topup', 'gift', 'free', 'promo', 'referral', 'hold', 'capture', 'release',
                                     'goodwill', 'clawback', 'adjust')),
  debit int8 NOT NULL,
  credit int8 NOT NULL CHECK (credit <> debit),
  amount int8 NOT NULL CHECK (amount > 0),
  currency char(3) NOT NULL,
  job_id int8,
  idem text NOT NULL UNIQUE,
  reason text,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK ((kind IN ('hold', 'capture', 'release', 'goodwill')) = (job_id IS NOT NULL))
);
CREATE UNIQUE INDEX transfer_once_per_job ON transfer (job_id, kind) WHERE job_id IS NOT NULL;
CREATE INDEX transfer_debit ON transfer (debit, id) WHERE debit > 0;
CREATE INDEX transfer_credit ON transfer (credit, id) WHERE credit > 0;
CREATE INDEX transfer_at ON transfer USING brin (at);

CREATE TABLE hold (
  job_id int8 PRIMARY KEY,
  wallet_id int8 NOT NULL REFERENCES wallet,
  amount int8 NOT NULL CHECK (amount > 0),
  xfer_id int8 NOT NULL UNIQUE REFERENCES transfer,
  UNIQUE (job_id, amount)
);

-- A hold closes at most once: captured, or released, in full or in parts that add up.
CREATE TABLE hold_close (
  job_id int8 PRIMARY KEY,
  amount int8 NOT NULL,
  captured int8 NOT NULL CHECK (captured >= 0),
  released int8 NOT NULL CHECK (released >= 0),
  disposition char(1) NOT NULL GENERATED ALWAYS AS (CASE WHEN captured > 0 THEN 'C' ELSE 'R' END) STORED,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  CHECK (captured + released = amount),
  FOREIGN KEY (job_id, amount) REFERENCES hold (job_id, amount),
  UNIQUE (job_id, disposition)
);

CREATE FUNCTION history_is_not_edited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the history in % is not edited; book a reverse transfer', TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER transfer_is_history BEFORE UPDATE OR DELETE ON transfer FOR EACH ROW EXECUTE FUNCTION history_is_not_edited();
CREATE TRIGGER hold_is_history BEFORE UPDATE OR DELETE ON hold FOR EACH ROW EXECUTE FUNCTION history_is_not_edited();
CREATE TRIGGER hold_close_is_history BEFORE UPDATE OR DELETE ON hold_close FOR EACH ROW EXECUTE FUNCTION history_is_not_edited();
CREATE TRIGGER transfer_stays BEFORE TRUNCATE ON transfer EXECUTE FUNCTION history_is_not_edited();
CREATE TRIGGER hold_stays BEFORE TRUNCATE ON hold EXECUTE FUNCTION history_is_not_edited();
CREATE TRIGGER hold_close_stays BEFORE TRUNCATE ON hold_close EXECUTE FUNCTION history_is_not_edited();

-- ───── jobs ─────
-- What a job is; never changes.
CREATE TABLE gen_order (
  job_id int8 PRIMARY KEY,
  tenant_id int4 NOT NULL,
  feed_id int4 NOT NULL,
  user_id int8 NOT NULL,
  chat_id int8 NOT NULL,
  message_id int8,
  lang text NOT NULL,
  model text NOT NULL,
  input jsonb NOT NULL,
  price int8 NOT NULL CHECK (price > 0),
  currency char(3) NOT NULL,
  credits numeric(18, 6) NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX gen_order_person ON gen_order (tenant_id, user_id, job_id DESC);

-- Where a job is. `live` flips once, at the end: with the state itself in an index no change would be HOT.
CREATE TABLE gen_job (
  id int8 PRIMARY KEY,
  tenant_id int4 NOT NULL,
  wallet_id int8 NOT NULL REFERENCES wallet,
  shard int2 NOT NULL,
  chat_key int8 NOT NULL,
  confirm_key text NOT NULL UNIQUE,
  live bool NOT NULL DEFAULT true,
  state text NOT NULL DEFAULT 'NEW'
    CHECK (state IN ('NEW', 'SUBMITTING', 'UNKNOWN', 'RUNNING', 'SUCCEEDED', 'FAILED')),
  attempt int2 NOT NULL DEFAULT 0,
  submitted_at timestamptz,
  not_before timestamptz,
  task_id text,
  fail_code text,
  settled char(1) CHECK (settled IN ('C', 'R')),
  settled_at timestamptz,
  CHECK (live = (state NOT IN ('SUCCEEDED', 'FAILED'))),
  CHECK ((state = 'SUCCEEDED') = (settled IS NOT NULL AND settled = 'C')),
  CHECK ((state = 'FAILED') = (settled IS NOT NULL AND settled = 'R')),
  FOREIGN KEY (id) REFERENCES hold (job_id) DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (id, settled) REFERENCES hold_close (job_id, disposition) DEFERRABLE INITIALLY DEFERRED
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX gen_job_live ON gen_job (shard, id) WHERE live;
CREATE UNIQUE INDEX gen_job_task ON gen_job (task_id) WHERE task_id IS NOT NULL;
CREATE SEQUENCE job_id_seq;

-- Every createTask intent, written before the call, and its outcome.
CREATE TABLE gen_attempt (
  job_id int8 NOT NULL,
  attempt int2 NOT NULL,
  intent_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  outcome text CHECK (outcome IN ('accepted', 'refused', 'ambiguous', 'adopted', 'orphan')),
  task_id text UNIQUE,
  PRIMARY KEY (job_id, attempt)
);

CREATE TABLE gen_result (
  job_id int8 PRIMARY KEY,
  result jsonb NOT NULL,
  fetched_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE kie_event (
  job_id int8 NOT NULL,
  attempt int2 NOT NULL,
  body_sha bytea NOT NULL,
  body bytea NOT NULL,
  recv_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (job_id, attempt, body_sha)
);

-- ───── outbox ─────
-- class: I may be repeated, M must arrive, P may be dropped.
CREATE TABLE outbox (
  shard int2 NOT NULL,
  chat_key int8 NOT NULL,
  id int8 GENERATED ALWAYS AS IDENTITY,
  feed_id int4 NOT NULL,
  dedupe text NOT NULL UNIQUE,
  class char(1) NOT NULL CHECK (class IN ('I', 'M', 'P')),
  method text NOT NULL,
  body text NOT NULL,
  target text,
  attempt int2 NOT NULL DEFAULT 0,
  sending_at timestamptz,
  not_before timestamptz,
  expires_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (shard, chat_key, id)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- outcome: S sent, A sent again after an unclear answer, X refused for good, E expired.
CREATE TABLE delivered (
  dedupe text PRIMARY KEY,
  message_id int8,
  file_id text,
  outcome char(1) NOT NULL CHECK (outcome IN ('S', 'A', 'X', 'E')),
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX delivered_age ON delivered USING brin (at);

-- ───── the two money functions of a job, one round trip each ─────
-- Returns the new job's id; -id of the job this confirmation already made; NULL when the wallet has not enough.
CREATE FUNCTION job_create(p_wallet int8, p_price int8, p_shard int2, p_chat_key int8, p_confirm text) RETURNS int8
LANGUAGE plpgsql AS $$
DECLARE
  j int8;
  x int8;
  w wallet;
BEGIN
  -- The lock first: of two presses at once, the second finds the job of the first.
  PERFORM 1 FROM wallet WHERE wallet_id = p_wallet FOR UPDATE;
  SELECT id INTO j FROM gen_job WHERE confirm_key = p_confirm;
  IF FOUND THEN RETURN -j; END IF;
  UPDATE wallet SET available = available - p_price, held = held + p_price
   WHERE wallet_id = p_wallet AND available >= p_price AND debt = 0 RETURNING * INTO w;
  IF NOT FOUND THEN RETURN NULL; END IF;
  j := nextval('job_id_seq');
  INSERT INTO transfer (kind, debit, credit, amount, currency, job_id, idem)
    VALUES ('hold', p_wallet * 4, p_wallet * 4 + 1, p_price, w.currency, j, 'hold:' || j) RETURNING id INTO x;
  INSERT INTO hold (job_id, wallet_id, amount, xfer_id) VALUES (j, p_wallet, p_price, x);
  INSERT INTO gen_job (id, tenant_id, wallet_id, shard, chat_key, confirm_key)
    VALUES (j, w.tenant_id, p_wallet, p_shard, p_chat_key, p_confirm);
  RETURN j;
END $$;

-- Captures p_capture of the hold (0 = nothing) and releases the rest. False when the job is not in one of the expected
-- states any more: somebody else has settled it, nothing is written.
CREATE FUNCTION job_settle(p_job int8, p_capture int8, p_fail text, p_expected text[]) RETURNS bool
LANGUAGE plpgsql AS $$
DECLARE
  h hold;
  c char(3);
  ok bool := p_capture > 0;
BEGIN
  UPDATE gen_job SET state = CASE WHEN ok THEN 'SUCCEEDED' ELSE 'FAILED' END, live = false,
         settled = CASE WHEN ok THEN 'C' ELSE 'R' END, fail_code = p_fail, settled_at = clock_timestamp()
   WHERE id = p_job AND live AND state = ANY (p_expected);
  IF NOT FOUND THEN RETURN false; END IF;
  SELECT * INTO STRICT h FROM hold WHERE job_id = p_job;
  INSERT INTO hold_close (job_id, amount, captured, released) VALUES (p_job, h.amount, p_capture, h.amount - p_capture);
  UPDATE wallet SET held = held - h.amount, available = available + h.amount - p_capture
   WHERE wallet_id = h.wallet_id RETURNING currency INTO c;
  IF ok THEN
    INSERT INTO transfer (kind, debit, credit, amount, currency, job_id, idem)
      VALUES ('capture', h.wallet_id * 4 + 1, -1, p_capture, c, p_job, 'cap:' || p_job);
  END IF;
  IF h.amount > p_capture THEN
    INSERT INTO transfer (kind, debit, credit, amount, currency, job_id, idem)
      VALUES ('release', h.wallet_id * 4 + 1, h.wallet_id * 4, h.amount - p_capture, c, p_job, 'rel:' || p_job);
  END IF;
  RETURN true;
END $$;

-- Makes sure the person and both wallets exist, books the welcome gift once and today's free quota once.
CREATE FUNCTION person_ensure(p_tenant int4, p_user int8, p_lang text, p_name text, p_currency char(3), p_gift int8,
                              p_free int8, p_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  w int8;
  f wallet;
BEGIN
  INSERT INTO person (tenant_id, user_id, lang, name) VALUES (p_tenant, p_user, p_lang, p_name) ON CONFLICT DO NOTHING;
  INSERT INTO wallet (tenant_id, user_id, currency) VALUES (p_tenant, p_user, p_currency), (p_tenant, p_user, 'FRE')
    ON CONFLICT DO NOTHING;
  IF p_gift > 0 THEN
    SELECT wallet_id INTO STRICT w FROM wallet
     WHERE tenant_id = p_tenant AND user_id = p_user AND currency = p_currency FOR UPDATE;
    INSERT INTO transfer (kind, debit, credit, amount, currency, idem)
      VALUES ('gift', -3, w * 4, p_gift, p_currency, 'gift:' || p_tenant || ':' || p_user) ON CONFLICT DO NOTHING;
    IF FOUND THEN UPDATE wallet SET available = available + p_gift WHERE wallet_id = w; END IF;
  END IF;
  SELECT * INTO STRICT f FROM wallet
   WHERE tenant_id = p_tenant AND user_id = p_user AND currency = 'FRE' FOR UPDATE;
  IF f.free_day >= p_day THEN RETURN; END IF;
  UPDATE wallet SET free_day = p_day WHERE wallet_id = f.wallet_id;
  IF p_free > f.available + f.held THEN
    INSERT INTO transfer (kind, debit, credit, amount, currency, idem)
      VALUES ('free', -4, f.wallet_id * 4, p_free - f.available - f.held, 'FRE',
              'free:' || p_tenant || ':' || p_user || ':' || p_day)
      ON CONFLICT DO NOTHING;
    IF FOUND THEN
      UPDATE wallet SET available = available + p_free - f.available - f.held WHERE wallet_id = f.wallet_id;
    END IF;
  END IF;
END $$;

-- Rows where a wallet and the journal disagree; must be empty.
CREATE VIEW ledger_drift AS
SELECT w.wallet_id, w.available, w.held, w.debt, j.available AS journal_available, j.held AS journal_held, j.debt AS journal_debt
  FROM wallet w
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(amount * ((credit = w.wallet_id * 4)::int - (debit = w.wallet_id * 4)::int)), 0) AS available,
           coalesce(sum(amount * ((credit = w.wallet_id * 4 + 1)::int - (debit = w.wallet_id * 4 + 1)::int)), 0) AS held,
           coalesce(sum(amount * ((debit = w.wallet_id * 4 + 2)::int - (credit = w.wallet_id * 4 + 2)::int)), 0) AS debt
      FROM transfer t
     WHERE t.debit BETWEEN w.wallet_id * 4 AND w.wallet_id * 4 + 2
        OR t.credit BETWEEN w.wallet_id * 4 AND w.wallet_id * 4 + 2) j
 WHERE (w.available, w.held, w.debt) IS DISTINCT FROM (j.available, j.held, j.debt);

-- //@UNDO
DROP VIEW ledger_drift;
DROP FUNCTION person_ensure, job_settle, job_create;
DROP TABLE delivered, outbox, kie_event, gen_result, gen_attempt, gen_job, gen_order, hold_close, hold, transfer, wallet,
  session, shard_lease, node, tg_suspect, tg_quarantine, tg_ready, tg_update, person, feed, tenant;
DROP SEQUENCE job_id_seq;
DROP FUNCTION tg_partition_for, history_is_not_edited;

-- What people may ask for: their data as a file, and that it is forgotten.

ALTER TABLE person ADD COLUMN exported_at timestamptz; -- the last time its data went out as a file

-- Nobody reads Telegram's names of files there, and nobody writes them any more; those that are needed are in sent_file.
-- The column stays while nodes of an older version may run.
UPDATE delivered SET file_id = NULL WHERE file_id IS NOT NULL;

-- In a private chat the key says whose session it is.
CREATE INDEX session_of_groups ON session (user_id) WHERE chat_key <> user_id;

-- Somebody wanted to be forgotten. What can be found by an index went in that same transaction; the rest goes in small
-- steps that any node may go on with: older orders, and the log of updates, block by block.
CREATE TABLE erasure (
  id int8 GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id int4 NOT NULL REFERENCES tenant,
  user_id int8 NOT NULL,
  keys int8[] NOT NULL,               -- under which the log has the person's own updates
  last_job int8 NOT NULL,             -- orders up to this one are meant
  asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  part int4 NOT NULL DEFAULT 0,       -- partition of the log that is read now
  block int8 NOT NULL DEFAULT 0,      -- of that partition
  waiting bool NOT NULL DEFAULT false, -- something of the log had not taken effect yet: it is read once more
  not_before timestamptz NOT NULL DEFAULT '-infinity',
  done_at timestamptz
);
CREATE INDEX erasure_open ON erasure (id) WHERE done_at IS NULL;

-- Takes what was ordered, and what came of it, out of some of a person's orders; of how many. Model, price and date stay.
CREATE FUNCTION orders_erase(p_tenant int4, p_user int8, p_last int8, p_most int4) RETURNS int4 LANGUAGE plpgsql AS $$
DECLARE
  jobs int8[];
BEGIN
  jobs := ARRAY(SELECT job_id FROM gen_order
                 WHERE tenant_id = p_tenant AND user_id = p_user AND job_id <= p_last AND erased_at IS NULL
                 ORDER BY job_id DESC LIMIT p_most FOR UPDATE);
  DELETE FROM sent_file s USING gen_result r, jsonb_array_elements(r.result -> 'outputs') AS o (output)
   WHERE r.job_id = ANY (jobs) AND s.feed_id IN (SELECT feed_id FROM feed WHERE tenant_id = p_tenant)
     AND s.source = sha256(convert_to(o.output ->> 'url', 'UTF8'));
  DELETE FROM gen_result WHERE job_id = ANY (jobs);
  DELETE FROM gen_upload WHERE job_id = ANY (jobs);
  DELETE FROM kie_event WHERE job_id = ANY (jobs);
  UPDATE gen_order SET input = '{}', message_id = NULL, thread_id = NULL, reply_to = NULL, erased_at = clock_timestamp()
   WHERE job_id = ANY (jobs);
  RETURN cardinality(jobs);
END $$;

-- One small step of the oldest erasure that is not done: false when there is nothing to do. Safe to repeat.
CREATE FUNCTION erasure_step(p_orders int4, p_blocks int4) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE
  e erasure;
  n int4;
  t text;
  waits bool;
  feeds int4[];
  said bytea[];
BEGIN
  SELECT * INTO e FROM erasure WHERE done_at IS NULL AND not_before <= clock_timestamp()
   ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN false; END IF;
  IF orders_erase(e.tenant_id, e.user_id, e.last_job, p_orders) > 0 THEN RETURN true; END IF;
  SELECT min(substring(c.relname FROM 12)::int4) INTO n FROM pg_class c
   WHERE c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'tg_update'::regclass)
     AND c.relkind = 'r' AND c.relname ~ '^tg_update_p[0-9]{1,4}$' AND substring(c.relname FROM 12)::int4 >= e.part;
  IF n IS NULL THEN
    UPDATE erasure SET part = 0, block = 0, waiting = false, done_at = CASE WHEN e.waiting THEN NULL ELSE clock_timestamp() END,
           not_before = CASE WHEN e.waiting THEN clock_timestamp() + interval '1 minute' ELSE not_before END
     WHERE id = e.id;
    RETURN true;
  END IF;
  IF n > e.part THEN e.block := 0; END IF;
  t := format('%I', 'tg_update_p' || n);
  feeds := ARRAY(SELECT feed_id FROM feed WHERE tenant_id = e.tenant_id);
  -- In groups the person is one of many: there it is who wrote, or whom somebody answered.
  said := ARRAY[convert_to('"id":' || e.user_id || ',', 'UTF8'), convert_to('"id":' || e.user_id || '}', 'UTF8')];
  EXECUTE format($q$
    WITH meant AS (
      SELECT u.ctid AS place,
             EXISTS (SELECT FROM tg_ready r WHERE r.shard = u.shard AND r.chat_key = u.chat_key
                        AND r.feed_id = u.feed_id AND r.update_id = u.update_id)
             OR EXISTS (SELECT FROM tg_quarantine q WHERE q.feed_id = u.feed_id AND q.update_id = u.update_id) AS waits
        FROM %1$s u
       WHERE u.ctid >= $1 AND u.ctid < $2 AND u.feed_id = ANY ($3) AND u.payload <> '{}'
         AND (u.chat_key = ANY ($4) OR position($5 IN u.payload) > 0 OR position($6 IN u.payload) > 0)),
    emptied AS (
      UPDATE %1$s u SET payload = '{}' FROM meant WHERE u.ctid = meant.place AND NOT meant.waits)
    SELECT coalesce(bool_or(waits), false) FROM meant $q$, t)
    INTO waits
    USING format('(%s,0)', e.block)::tid, format('(%s,0)', e.block + p_blocks)::tid, feeds, e.keys, said[1], said[2];
  UPDATE erasure SET waiting = e.waiting OR waits,
         part = CASE WHEN more THEN n ELSE n + 1 END, block = CASE WHEN more THEN e.block + p_blocks ELSE 0 END
    FROM (SELECT (e.block + p_blocks) * current_setting('block_size')::int8 < pg_relation_size(t::regclass) AS more) size
   WHERE id = e.id;
  RETURN true;
END $$;

-- //@UNDO
DO $$
BEGIN
  IF EXISTS (SELECT FROM erasure WHERE done_at IS NULL) THEN
    RAISE EXCEPTION 'version 17 stays for now: somebody asked to be forgotten and that is under way; let the bot run until table erasure has no row without done_at';
  END IF;
END $$;
DROP FUNCTION erasure_step, orders_erase;
DROP TABLE erasure;
DROP INDEX session_of_groups;
ALTER TABLE person DROP COLUMN exported_at;

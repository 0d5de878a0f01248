-- What people wrote, and what leads to their media, may be sealed by the bot before it gets here.

-- The keys that values here may be sealed with, by their names; 'plain' is none. While unused_since is null no process
-- starts without the key: it could not read what is here.
CREATE TABLE data_key (
  key_id text PRIMARY KEY CHECK (key_id ~ '^([0-9a-f]{8}|plain)$'),
  since timestamptz NOT NULL DEFAULT clock_timestamp(), -- when new values were first sealed with it
  unused_since timestamptz
);

-- How far the values of a column are sealed with that key.
CREATE TABLE seal_walk (
  subject text PRIMARY KEY,
  key_id text NOT NULL,
  place text[] NOT NULL DEFAULT '{}', -- the key of the row that was looked at last
  found int8 NOT NULL DEFAULT 0,      -- of this pass, values with another key
  begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  clean_at timestamptz                -- when a pass has found nothing
) WITH (fillfactor = 50);

-- The sha-256 of the address of an output, under which sent_file has Telegram's name of it: written down where the
-- address is sealed.
CREATE FUNCTION output_source(p_output jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(decode(p_output ->> 'source', 'hex'), sha256(convert_to(p_output ->> 'url', 'UTF8')))
$$;

-- As before, with output_source.
CREATE OR REPLACE FUNCTION job_erase(p_tenant int4, p_user int8, p_job int8) RETURNS int8[] LANGUAGE plpgsql AS $$
DECLARE
  f int4;
  messages int8[];
BEGIN
  UPDATE gen_order o SET input = '{}', erased_at = clock_timestamp()
   WHERE o.job_id = p_job AND o.tenant_id = p_tenant AND o.user_id = p_user AND o.erased_at IS NULL
     AND NOT EXISTS (SELECT FROM gen_job j WHERE j.id = o.job_id AND j.live)
  RETURNING o.feed_id INTO f;
  IF NOT FOUND THEN RETURN NULL; END IF;
  DELETE FROM sent_file s
   USING gen_result r CROSS JOIN LATERAL jsonb_array_elements(r.result -> 'outputs') u
   WHERE r.job_id = p_job AND s.feed_id = f AND s.source = output_source(u);
  DELETE FROM gen_result WHERE job_id = p_job;
  DELETE FROM gen_upload WHERE job_id = p_job;
  DELETE FROM kie_event WHERE job_id = p_job;
  DELETE FROM job_kept WHERE job_id = p_job;
  WITH made AS (
    UPDATE delivered d SET file_id = NULL
      FROM (SELECT 'job:' || p_job || ':' || name || n AS dedupe
              FROM unnest(ARRAY['result', 'late']) name,
                   unnest(ARRAY['', ':1', ':2', ':3', ':4', ':5', ':6', ':7', ':8', ':9', ':10']) n) c
     WHERE d.dedupe = c.dedupe RETURNING d.message_id)
  SELECT coalesce(array_agg(message_id) FILTER (WHERE message_id > 0), '{}') INTO messages FROM made;
  RETURN messages;
END $$;

-- As before, with output_source.
CREATE OR REPLACE FUNCTION orders_erase(p_tenant int4, p_user int8, p_last int8, p_most int4) RETURNS int4 LANGUAGE plpgsql AS $$
DECLARE
  jobs int8[];
BEGIN
  jobs := ARRAY(SELECT job_id FROM gen_order
                 WHERE tenant_id = p_tenant AND user_id = p_user AND job_id <= p_last AND erased_at IS NULL
                 ORDER BY job_id DESC LIMIT p_most FOR UPDATE);
  DELETE FROM sent_file s USING gen_result r, jsonb_array_elements(r.result -> 'outputs') AS o (output)
   WHERE r.job_id = ANY (jobs) AND s.feed_id IN (SELECT feed_id FROM feed WHERE tenant_id = p_tenant)
     AND s.source = output_source(o.output);
  DELETE FROM gen_result WHERE job_id = ANY (jobs);
  DELETE FROM gen_upload WHERE job_id = ANY (jobs);
  DELETE FROM kie_event WHERE job_id = ANY (jobs);
  UPDATE gen_order SET input = '{}', message_id = NULL, thread_id = NULL, reply_to = NULL, erased_at = clock_timestamp()
   WHERE job_id = ANY (jobs);
  RETURN cardinality(jobs);
END $$;

-- //@UNDO
-- An older version cannot read what is sealed.
DO $$ BEGIN
  IF EXISTS (SELECT FROM data_key WHERE unused_since IS NULL AND key_id <> 'plain') THEN
    RAISE EXCEPTION 'values are sealed: run with DATA_KEY empty and the key in DATA_KEY_OLD until all are opened';
  END IF;
END $$;
CREATE OR REPLACE FUNCTION job_erase(p_tenant int4, p_user int8, p_job int8) RETURNS int8[] LANGUAGE plpgsql AS $$
DECLARE
  f int4;
  messages int8[];
BEGIN
  UPDATE gen_order o SET input = '{}', erased_at = clock_timestamp()
   WHERE o.job_id = p_job AND o.tenant_id = p_tenant AND o.user_id = p_user AND o.erased_at IS NULL
     AND NOT EXISTS (SELECT FROM gen_job j WHERE j.id = o.job_id AND j.live)
  RETURNING o.feed_id INTO f;
  IF NOT FOUND THEN RETURN NULL; END IF;
  DELETE FROM sent_file s
   USING gen_result r CROSS JOIN LATERAL jsonb_array_elements(r.result -> 'outputs') u
   WHERE r.job_id = p_job AND s.feed_id = f AND s.source = sha256(convert_to(u ->> 'url', 'UTF8'));
  DELETE FROM gen_result WHERE job_id = p_job;
  DELETE FROM gen_upload WHERE job_id = p_job;
  DELETE FROM kie_event WHERE job_id = p_job;
  DELETE FROM job_kept WHERE job_id = p_job;
  WITH made AS (
    UPDATE delivered d SET file_id = NULL
      FROM (SELECT 'job:' || p_job || ':' || name || n AS dedupe
              FROM unnest(ARRAY['result', 'late']) name,
                   unnest(ARRAY['', ':1', ':2', ':3', ':4', ':5', ':6', ':7', ':8', ':9', ':10']) n) c
     WHERE d.dedupe = c.dedupe RETURNING d.message_id)
  SELECT coalesce(array_agg(message_id) FILTER (WHERE message_id > 0), '{}') INTO messages FROM made;
  RETURN messages;
END $$;
CREATE OR REPLACE FUNCTION orders_erase(p_tenant int4, p_user int8, p_last int8, p_most int4) RETURNS int4 LANGUAGE plpgsql AS $$
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
DROP FUNCTION output_source;
DROP TABLE seal_walk, data_key;

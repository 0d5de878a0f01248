-- What people see of their own past and of the models.

-- Marked models, newest mark first; models used, last one first; usual values by model.
CREATE TABLE person_taste (
  tenant_id int4 NOT NULL,
  user_id int8 NOT NULL,
  liked text[] NOT NULL DEFAULT '{}',
  recent text[] NOT NULL DEFAULT '{}',
  presets jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, user_id)
) WITH (fillfactor = 70);

-- Favourites among the results.
CREATE TABLE job_kept (
  job_id int8 PRIMARY KEY,
  tenant_id int4 NOT NULL,
  user_id int8 NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX job_kept_person ON job_kept (tenant_id, user_id, job_id DESC);

-- erased_at: the person has deleted it; the row stays for the books.
-- status_call: the call that made the status message of an order that was confirmed under something else than a menu.
ALTER TABLE gen_order ADD COLUMN erased_at timestamptz, ADD COLUMN status_call text;

-- Forgets what a finished job was about and what it made; price, model and times stay for the books.
-- Returns the messages it made in the chat, as far as they are known; NULL when there is nothing to forget.
CREATE FUNCTION job_erase(p_tenant int4, p_user int8, p_job int8) RETURNS int8[] LANGUAGE plpgsql AS $$
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

-- //@UNDO
DROP FUNCTION job_erase;
ALTER TABLE gen_order DROP COLUMN erased_at, DROP COLUMN status_call;
DROP TABLE job_kept, person_taste;

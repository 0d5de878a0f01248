-- An album is several messages: the first one's number stays in message_id, those of the others are here.
ALTER TABLE delivered ADD COLUMN others int8[];

-- As before, with all messages of albums, and of those that had to be taken apart.
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
     WHERE d.dedupe = ANY (ARRAY(
             SELECT 'job:' || p_job || ':' || name || n || part
               FROM unnest(ARRAY['result', 'late']) name,
                    unnest(ARRAY['', ':1', ':2', ':3', ':4', ':5', ':6', ':7', ':8', ':9', ':10']) n,
                    unnest(ARRAY['', '+1', '+2', '+3', '+4', '+5', '+6', '+7', '+8', '+9', '+10']) part))
    RETURNING d.message_id, d.others)
  SELECT coalesce(array_agg(id) FILTER (WHERE id > 0), '{}') INTO messages
    FROM made CROSS JOIN LATERAL unnest(array_append(made.others, made.message_id)) AS m (id);
  RETURN messages;
END $$;

-- //@UNDO
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
ALTER TABLE delivered DROP COLUMN others;

-- Submissions are counted per KIE account and by the database's clock, so that the limit holds over instances, nodes,
-- kills and takeovers. A task that nobody paid for is booked with its price.
ALTER TABLE gen_attempt
  ADD account int4 NOT NULL DEFAULT 0,
  ADD credits numeric(18, 6), -- what an orphan cost us in KIE credits; 0 when it failed; null when nobody has looked
  ADD late_at timestamptz;    -- when its result was given away although the money had gone back
CREATE INDEX gen_attempt_recent ON gen_attempt (account, intent_at);

-- A task belongs to one attempt (gen_attempt.task_id is unique). A second index here would only keep the acceptance of a
-- job from being HOT.
DROP INDEX gen_job_task;

-- Takes jobs to submit, in the order given, while fewer than p_most intents of the account lie within p_window.
-- room: how many it might have taken; taken: the jobs whose intent is written now.
CREATE FUNCTION job_claim(p_account int4, p_jobs int8[], p_limit int4, p_most int4, p_window interval,
                          OUT room int4, OUT taken int8[])
LANGUAGE plpgsql AS $$
BEGIN
  -- One at a time for the account: what follows must see the intents of the others.
  PERFORM pg_advisory_xact_lock(7005, p_account);
  SELECT least(p_limit, p_most - count(*)) INTO room FROM gen_attempt
   WHERE account = p_account AND intent_at > clock_timestamp() - p_window;
  room := greatest(room, 0);
  taken := '{}';
  IF room = 0 THEN RETURN; END IF;
  WITH pick AS (
    SELECT j.id FROM unnest(p_jobs) WITH ORDINALITY line (id, place) JOIN gen_job j ON j.id = line.id
     WHERE j.live AND j.state = 'NEW' AND (j.not_before IS NULL OR j.not_before <= clock_timestamp())
     ORDER BY line.place LIMIT room FOR UPDATE OF j SKIP LOCKED),
  claimed AS (
    UPDATE gen_job j SET state = 'SUBMITTING', attempt = attempt + 1, submitted_at = clock_timestamp()
      FROM pick WHERE j.id = pick.id AND j.state = 'NEW' RETURNING j.id, j.attempt),
  intent AS (
    INSERT INTO gen_attempt (job_id, attempt, account, intent_at)
    SELECT id, attempt, p_account, clock_timestamp() FROM claimed RETURNING job_id)
  SELECT coalesce(array_agg(job_id), '{}') INTO taken FROM intent;
END $$;

-- As job_settle of before, and only for the attempt and the task the caller has looked at.
CREATE FUNCTION job_settle(p_job int8, p_capture int8, p_fail text, p_expected text[], p_attempt int2, p_task text)
RETURNS bool LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM gen_job
   WHERE id = p_job AND live AND state = ANY (p_expected) AND attempt = p_attempt AND task_id IS NOT DISTINCT FROM p_task
     FOR UPDATE;
  RETURN FOUND AND job_settle(p_job, p_capture, p_fail, p_expected);
END $$;

-- //@UNDO
DROP FUNCTION job_settle(int8, int8, text, text[], int2, text);
DROP FUNCTION job_claim;
CREATE UNIQUE INDEX gen_job_task ON gen_job (task_id) WHERE task_id IS NOT NULL;
DROP INDEX gen_attempt_recent;
ALTER TABLE gen_attempt DROP account, DROP credits, DROP late_at;

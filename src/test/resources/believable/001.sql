-- People, money and jobs in every state, as version 001 knows them. {n} is how often this was run before, plus one.
SELECT tg_partition_for(1);
DO $$
DECLARE
  t int4;
  f int4;
  w int8;
  j int8;
  alice int8 := 1000 + {n};
  boris int8 := 2000 + {n};
  s text;
BEGIN
  INSERT INTO tenant (partner_id) VALUES ('default') ON CONFLICT DO NOTHING;
  SELECT tenant_id INTO t FROM tenant;
  INSERT INTO feed (tenant_id, bot_id, server) VALUES (t, 42, 'https://api.example.org') ON CONFLICT DO NOTHING;
  SELECT feed_id INTO f FROM feed;
  INSERT INTO tg_update (feed_id, update_id, shard, chat_key, kind, payload)
    SELECT f, 10 * {n} + i, 7, alice, 1, convert_to('{"update_id":' || i || ',"message":{"text":"привет"}}', 'UTF8')
      FROM generate_series(1, 5) i;
  INSERT INTO tg_ready (shard, chat_key, feed_id, update_id) VALUES (7, alice, f, 10 * {n} + 5);
  INSERT INTO tg_quarantine (feed_id, update_id, chat_key, correlation_id, reason, attempts)
    VALUES (f, 10 * {n} + 4, alice, 'Q{n}', 'handler failed', 4);
  INSERT INTO tg_suspect VALUES (f, 10 * {n} + 3, 1);
  INSERT INTO session (feed_id, chat_key, user_id, state)
    VALUES (f, alice, alice, '{"place":"prompt","model":"z-image"}'), (f, -50, boris, '{"place":"home"}');
  PERFORM person_ensure(t, alice, 'en', 'Alice', 'XTR', 200000, 5, current_date);
  PERFORM person_ensure(t, boris, 'ru', 'Борис', 'XTR', 0, 5, current_date);
  SELECT wallet_id INTO w FROM wallet WHERE user_id = alice AND currency = 'XTR';
  FOREACH s IN ARRAY ARRAY['NEW', 'SUBMITTING', 'UNKNOWN', 'RUNNING', 'SUCCEEDED', 'PART', 'FAILED'] LOOP
    j := job_create(w, 300, 7::int2, alice, 'confirm:{n}:' || s);
    INSERT INTO gen_order (job_id, tenant_id, feed_id, user_id, chat_id, message_id, lang, model, input, price, currency, credits)
      VALUES (j, t, f, alice, alice, 5, 'en', 'z-image', '{"prompt":"a red fox"}', 300, 'XTR', 0.8);
    IF s <> 'NEW' THEN
      UPDATE gen_job SET state = 'SUBMITTING', attempt = 1, submitted_at = clock_timestamp() WHERE id = j;
      INSERT INTO gen_attempt (job_id, attempt) VALUES (j, 1);
    END IF;
    IF s = 'UNKNOWN' THEN
      UPDATE gen_job SET state = 'UNKNOWN' WHERE id = j;
      UPDATE gen_attempt SET outcome = 'ambiguous' WHERE job_id = j;
    ELSIF s NOT IN ('NEW', 'SUBMITTING') THEN
      UPDATE gen_job SET state = 'RUNNING', task_id = 'task-' || j WHERE id = j;
      UPDATE gen_attempt SET outcome = 'accepted', task_id = 'task-' || j WHERE job_id = j;
      INSERT INTO kie_event (job_id, attempt, body_sha, body) VALUES (j, 1, sha256('x'), 'x');
    END IF;
    IF s IN ('SUCCEEDED', 'PART') AND job_settle(j, CASE s WHEN 'PART' THEN 120 ELSE 300 END, NULL, '{RUNNING}') THEN
      INSERT INTO gen_result (job_id, result) VALUES (j, '{"outputs":[{"url":"https://files.example.org/1.png"}]}');
      INSERT INTO delivered VALUES ('job:' || j || ':result', 9, 'AgACfile', 'S');
    ELSIF s = 'FAILED' THEN
      PERFORM job_settle(j, 0, 'KIE_FAILED', '{RUNNING}');
    END IF;
  END LOOP;
  INSERT INTO outbox (shard, chat_key, feed_id, dedupe, class, method, body)
    SELECT 7, alice, f, 'out:{n}:' || c, c, 'sendMessage', '{"text":"here"}' FROM unnest(ARRAY['I', 'M', 'P']) c;
END $$;

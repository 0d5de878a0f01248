SELECT job_claim(0, array_agg(id), 10, 18, interval '10 s') FROM gen_job WHERE state = 'NEW';
UPDATE gen_attempt a SET outcome = 'accepted', task_id = 'claimed-' || job_id FROM gen_job j
 WHERE j.id = a.job_id AND j.state = 'SUBMITTING' AND a.outcome IS NULL;
UPDATE gen_job SET state = 'RUNNING', task_id = 'claimed-' || id WHERE state = 'SUBMITTING';
INSERT INTO gen_attempt (job_id, attempt, account, outcome, task_id, credits, late_at)
  SELECT min(job_id), 100 + {n}, 3, 'orphan', 'orphan-{n}', 4.5, now() FROM gen_attempt;
SELECT job_settle(id, 300, NULL, '{RUNNING}', attempt, task_id) FROM gen_job WHERE state = 'RUNNING' ORDER BY id LIMIT 1;

UPDATE person SET exported_at = now() WHERE user_id = 1001;
INSERT INTO erasure (tenant_id, user_id, keys, last_job, done_at) SELECT tenant_id, 2001, '{2001}', 0, now() FROM tenant;

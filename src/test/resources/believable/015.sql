INSERT INTO person_taste SELECT tenant_id, 1001, '{z-image}', '{nano-banana}', '{"z-image":{"ratio":"1:1"}}' FROM tenant;
INSERT INTO job_kept SELECT id, tenant_id, 1001 FROM gen_job WHERE state = 'SUCCEEDED' AND chat_key = 1001 ORDER BY id LIMIT 1;
SELECT job_erase(tenant_id, 1001, id) FROM gen_job WHERE state = 'FAILED' AND chat_key = 1001 ORDER BY id LIMIT 1;

-- What the bot tells itself queues in the log of updates under numbers Telegram does not use: a job has brought words
-- that its person waits for. The rows name the job and nothing of what was said.
CREATE SEQUENCE tg_own AS int4 MINVALUE -2147483648 MAXVALUE -1 START -2147483648 CYCLE;
CREATE TABLE tg_own_update PARTITION OF tg_update FOR VALUES FROM (MINVALUE) TO (0);

-- //@UNDO
DELETE FROM tg_ready WHERE update_id < 0;
DELETE FROM tg_suspect WHERE update_id < 0;
DELETE FROM tg_quarantine WHERE update_id < 0;
DROP TABLE tg_own_update;
DROP SEQUENCE tg_own;

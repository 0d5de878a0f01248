-- Where in a chat an order was made: the topic, and in a group the message of who asked. Results that are new messages
-- go there.
ALTER TABLE gen_order ADD COLUMN thread_id int8, ADD COLUMN reply_to int8;

-- How many jobs of a person are not over. Neither column changes while a job lives, so its changes stay HOT.
CREATE INDEX gen_job_unfinished ON gen_job (wallet_id) WHERE live;

-- //@UNDO
DROP INDEX gen_job_unfinished;
ALTER TABLE gen_order DROP COLUMN thread_id, DROP COLUMN reply_to;

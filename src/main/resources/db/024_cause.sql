-- Which update a job and a message come from: one can be found from the other by whoever answers a question of a user,
-- and what happens to them can be told as one story. Empty where no update is the cause, and in rows of older versions.
ALTER TABLE gen_order ADD COLUMN update_id int4;
ALTER TABLE outbox ADD COLUMN update_id int4;

-- //@UNDO
ALTER TABLE outbox DROP COLUMN update_id;
ALTER TABLE gen_order DROP COLUMN update_id;

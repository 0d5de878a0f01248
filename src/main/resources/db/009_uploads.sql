-- Files of an order as KIE got them, so that a restart repeats an upload at most, never a submission. The first address
-- of a file counts, whoever uploaded it.
CREATE TABLE gen_upload (
  job_id int8 NOT NULL,
  n int2 NOT NULL,           -- which file of the order, from 0
  file_ref text NOT NULL,    -- as it stands in the order
  kie_url text NOT NULL,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (job_id, n)
);

-- //@UNDO
DROP TABLE gen_upload;

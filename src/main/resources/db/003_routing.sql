-- What was set aside and is not any more: what an operator did with it. Together with tg_quarantine
-- it counts everything that was ever set aside.
CREATE TABLE tg_quarantine_past (
  feed_id int4 NOT NULL,
  update_id int4 NOT NULL,
  correlation_id text NOT NULL,
  reason text NOT NULL,
  attempts int2 NOT NULL,
  at timestamptz NOT NULL,
  outcome text NOT NULL CHECK (outcome IN ('replayed', 'dropped')),
  ended_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX tg_quarantine_id ON tg_quarantine (correlation_id);

-- //@UNDO
DROP INDEX tg_quarantine_id;
DROP TABLE tg_quarantine_past;

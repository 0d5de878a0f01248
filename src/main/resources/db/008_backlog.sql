-- What is counted every few seconds is counted in an index: the attempts themselves grow for ever.
CREATE INDEX gen_attempt_unclear ON gen_attempt (outcome) WHERE outcome IN ('ambiguous', 'adopted');

-- //@UNDO
DROP INDEX gen_attempt_unclear;

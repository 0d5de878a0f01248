-- How operators get into the console. Only digests are kept: whoever reads these tables cannot log in.

-- At most one link an operator: a new one ends the one before.
CREATE TABLE console_link (
  tenant_id int4 NOT NULL REFERENCES tenant,
  admin_id int8 NOT NULL,
  digest bytea NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, admin_id)
);

CREATE TABLE console_session (
  digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
  tenant_id int4 NOT NULL REFERENCES tenant,
  admin_id int8 NOT NULL,
  begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX console_session_operator ON console_session (tenant_id, admin_id, begun_at);

-- //@UNDO
DROP TABLE console_session, console_link;

INSERT INTO console_link SELECT tenant_id, 9, sha256('link-{n}'), now() + interval '5 min' FROM tenant;
INSERT INTO console_session (digest, tenant_id, admin_id, expires_at)
  SELECT sha256('session-{n}'), tenant_id, 9, now() + interval '8 h' FROM tenant;

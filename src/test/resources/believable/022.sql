INSERT INTO data_key (key_id) VALUES ('plain') ON CONFLICT DO NOTHING;
INSERT INTO data_key (key_id) VALUES (lpad('{n}', 8, '0'));
INSERT INTO seal_walk (subject, key_id) VALUES ('session.state {n}', lpad('{n}', 8, '0'));

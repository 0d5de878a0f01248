INSERT INTO data_key (key_id) VALUES ('plain') ON CONFLICT DO NOTHING;
INSERT INTO seal_walk (subject, key_id) VALUES ('session.state {n}', 'plain');

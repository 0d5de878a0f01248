INSERT INTO delivered (dedupe, message_id, outcome, others) VALUES ('album:{n}', 40, 'S', '{41,42}');

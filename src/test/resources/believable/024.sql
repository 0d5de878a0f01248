INSERT INTO outbox (shard, chat_key, feed_id, dedupe, class, method, body, update_id)
  SELECT 7, 1000 + {n}, feed_id, 'caused:{n}', 'M', 'sendMessage', '{"text":"here"}', 10 * {n} + 5 FROM feed;

INSERT INTO outbox (shard, chat_key, feed_id, dedupe, class, method, body, sender, sending_at)
  SELECT 7, 1001, feed_id, 'answer:{n}', 'P', 'answerCallbackQuery', '{}', 'delivery-1', now() FROM feed;
INSERT INTO chat_gone (feed_id, chat_key, reason) SELECT feed_id, 3000, 'blocked' FROM feed;
INSERT INTO sent_file (feed_id, source, kind, file_id)
  SELECT feed_id, sha256('https://files.example.org/1.png'), 'photo', 'AgAC' FROM feed;
INSERT INTO bot_pause SELECT feed_id, now() + interval '5 s' FROM feed;

INSERT INTO tg_quarantine_past (feed_id, update_id, correlation_id, reason, attempts, at, outcome)
  SELECT feed_id, 1, 'P{n}', 'handler failed', 4, now(), 'replayed' FROM feed;

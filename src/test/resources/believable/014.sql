SELECT person_meet(tenant_id, 1001, 'en', 'Alice Liddell', 'alice', 'XTR', 0, 5, current_date) FROM tenant;
INSERT INTO person_ban (tenant_id, user_id, reason, admin_id) SELECT tenant_id, 2001, 'spam', 9 FROM tenant;
INSERT INTO admin_action (tenant_id, key, admin_id, deed, subject, details, reason)
  SELECT tenant_id, 'press-{n}', 9, 'ban', '2001', '', 'spam' FROM tenant;
INSERT INTO switch (tenant_id, name, value, admin_id) SELECT tenant_id, 'maintenance', 'on', 9 FROM tenant;
INSERT INTO credit_sample (account, credits) VALUES (0, 1234.5);
INSERT INTO broadcast (feed_id, admin_id, segment, words) SELECT feed_id, 9, 'all', 'Hello' FROM feed;
SELECT wallet_adjust(tenant_id, 1001, 'XTR', 100, 'credit-{n}', 'goodwill'),
       wallet_adjust(tenant_id, 1001, 'XTR', -50, 'debit-{n}', 'mistake') FROM tenant;

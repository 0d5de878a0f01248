-- A payment that stays, one that is on its way back, one that came back when it was spent, one whose return was refused.
INSERT INTO stars_invoice (token, tenant_id, user_id, stars, expires_at)
  SELECT 'token-of-an-invoice-{n}', tenant_id, user_id, 50, now() + interval '1 day' FROM person WHERE user_id = 1001;
SELECT payment_credit('charge-' || name || '-{n}', feed_id, who, 'en', 'A', 'XTR', 50, 5000, 'token-of-an-invoice-{n}', 'update', now())
  FROM feed, (VALUES ('stays', 1001), ('leaves', 1001), ('spent', 5000 + {n}), ('refused', 1001)) v (name, who);
DO $$
DECLARE
  j int8;
BEGIN
  SELECT job_create(wallet_id, 4000, 7::int2, 5000 + {n}, 'confirm:spends:{n}') INTO j FROM wallet WHERE user_id = 5000 + {n} AND currency = 'XTR';
  INSERT INTO gen_order (job_id, tenant_id, feed_id, user_id, chat_id, lang, model, input, price, currency, credits)
    SELECT j, tenant_id, feed_id, 5000 + {n}, 5000 + {n}, 'ru', 'nano-banana', '{"prompt":"лиса"}', 4000, 'XTR', 8 FROM feed;
END $$;
SELECT payment_refund_intent('charge-' || name || '-{n}', 'admin', 'asked in person')
  FROM unnest(ARRAY['leaves', 'spent', 'refused']) name;
SELECT payment_refund_done('charge-spent-{n}'), payment_refund_refused('charge-refused-{n}');
INSERT INTO stars_confirmed VALUES ('charge-stays-{n}');
INSERT INTO stars_cursor (feed_id, transactions) SELECT feed_id, 4 FROM feed;

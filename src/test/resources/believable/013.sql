-- The same person uses a code again and invites somebody new after every undoing: numbers must not meet old ones.
INSERT INTO promo_code (tenant_id, code, amount, uses_most, made_by, expires_at)
  SELECT tenant_id, 'SPRING{n}', 500, 10, 9, now() + interval '1 day' FROM tenant;
SELECT promo_redeem(tenant_id, 1001, 'XTR', 'SPRING{n}', 5, interval '1 hour'),
       promo_redeem(tenant_id, 2001, 'XTR', 'GUESSED', 5, interval '1 hour') FROM tenant;
INSERT INTO referral_code SELECT tenant_id, 1001, 'invite-{n}' FROM tenant;
SELECT person_ensure(tenant_id, 7000 + {n}, 'en', 'Newcomer', 'XTR', 0, 0, current_date) FROM tenant;
INSERT INTO referral (tenant_id, invitee, inviter) SELECT tenant_id, 7000 + {n}, 1001 FROM tenant;
SELECT payment_credit('charge-newcomer-{n}', feed_id, 7000 + {n}, 'en', 'N', 'XTR', 50, 5000, 'token', 'update', now()) FROM feed;
DO $$
DECLARE
  j int8;
BEGIN
  SELECT job_create(wallet_id, 1000, 7::int2, 7000 + {n}, 'confirm:new:{n}') INTO j FROM wallet
   WHERE user_id = 7000 + {n} AND currency = 'XTR';
  PERFORM job_settle(j, 1000, NULL, '{NEW}');
END $$;
SELECT referral_reward(tenant_id, 7000 + {n}, 'XTR', 700, 10) FROM tenant;
SELECT refund_ask(tenant_id, 7000 + {n}, md5('charge-newcomer-{n}'), interval '14 days') FROM tenant;

SELECT lease_round(feed_id, gen_random_uuid(), '0.1.0', interval '15 s', interval '5 s') FROM feed;

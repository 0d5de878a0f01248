-- One credited, one refused, one only asked for.
SELECT manual_ask(tenant_id, 1001, 'XTR', 100, 10000, 5, interval '1 day') FROM tenant, generate_series(1, 3);
SELECT manual_answer(tenant_id, 1001, request_id, true) FROM manual_request WHERE state = 'requested'
   AND request_id < (SELECT max(request_id) FROM manual_request);
SELECT manual_credit(tenant_id, min(request_id), 9) FROM manual_request WHERE state = 'paid_claimed' GROUP BY tenant_id;
SELECT manual_refuse(tenant_id, min(request_id), 9) FROM manual_request WHERE state = 'paid_claimed' GROUP BY tenant_id;

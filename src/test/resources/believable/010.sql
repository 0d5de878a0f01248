INSERT INTO sales_pause (account, reason, needs) VALUES (0, 'NO_CREDITS', 4.8);

-- The audit of the books finds the movements of a wallet by the indexes. As one condition on both sides of a movement
-- it could use neither (both are partial), and read the whole journal for every wallet.
CREATE OR REPLACE VIEW ledger_drift AS
SELECT w.wallet_id, w.available, w.held, w.debt, j.available AS journal_available, j.held AS journal_held, j.debt AS journal_debt
  FROM wallet w
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(m.amount) FILTER (WHERE m.account = w.wallet_id * 4), 0) AS available,
           coalesce(sum(m.amount) FILTER (WHERE m.account = w.wallet_id * 4 + 1), 0) AS held,
           coalesce(-sum(m.amount) FILTER (WHERE m.account = w.wallet_id * 4 + 2), 0) AS debt
      FROM (SELECT credit AS account, amount FROM transfer
             WHERE credit > 0 AND credit BETWEEN w.wallet_id * 4 AND w.wallet_id * 4 + 2
            UNION ALL
            SELECT debit, -amount FROM transfer
             WHERE debit > 0 AND debit BETWEEN w.wallet_id * 4 AND w.wallet_id * 4 + 2) m) j
 WHERE (w.available, w.held, w.debt) IS DISTINCT FROM (j.available, j.held, j.debt);

-- //@UNDO
CREATE OR REPLACE VIEW ledger_drift AS
SELECT w.wallet_id, w.available, w.held, w.debt, j.available AS journal_available, j.held AS journal_held, j.debt AS journal_debt
  FROM wallet w
  CROSS JOIN LATERAL (
    SELECT coalesce(sum(amount * ((credit = w.wallet_id * 4)::int - (debit = w.wallet_id * 4)::int)), 0) AS available,
           coalesce(sum(amount * ((credit = w.wallet_id * 4 + 1)::int - (debit = w.wallet_id * 4 + 1)::int)), 0) AS held,
           coalesce(sum(amount * ((debit = w.wallet_id * 4 + 2)::int - (credit = w.wallet_id * 4 + 2)::int)), 0) AS debt
      FROM transfer t
     WHERE t.debit BETWEEN w.wallet_id * 4 AND w.wallet_id * 4 + 2
        OR t.credit BETWEEN w.wallet_id * 4 AND w.wallet_id * 4 + 2) j
 WHERE (w.available, w.held, w.debt) IS DISTINCT FROM (j.available, j.held, j.debt);

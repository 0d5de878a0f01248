package trt.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trt.testing.TestPostgres;

/**
 * What must hold after every fault, once it is quiet: each query counts violations. Named as in the
 * fault matrix; those about Stars and about the order of effects need records that only the tests
 * of payments and of routing have.
 */
final class Invariants {
  private static final Map<String, String> QUERIES = queries();

  private Invariants() {}

  private static Map<String, String> queries() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "V2 a pointer without its update, or with a quarantine row",
        """
        SELECT count(*) FROM tg_ready r
        WHERE NOT EXISTS (SELECT 1 FROM tg_update u
                          WHERE u.feed_id = r.feed_id AND u.update_id = r.update_id)
           OR EXISTS (SELECT 1 FROM tg_quarantine q
                      WHERE q.feed_id = r.feed_id AND q.update_id = r.update_id)
        """);
    all.put("V4 wallet and journal differ", "SELECT count(*) FROM ledger_drift");
    all.put(
        "V5 an ended job without exactly one closing, or a live one with any",
        """
        SELECT count(*) FROM gen_job j LEFT JOIN hold_close c ON c.job_id = j.id
        WHERE (c.job_id IS NULL) <> j.live
        """);
    all.put("V5 money still held", "SELECT count(*) FROM wallet WHERE held <> 0");
    all.put(
        "V6 captured without result or message",
        """
        SELECT count(*) FROM gen_job j
        WHERE j.state = 'SUCCEEDED'
          AND (NOT EXISTS (SELECT 1 FROM gen_result r WHERE r.job_id = j.id)
               OR NOT EXISTS (SELECT 1 FROM outbox o WHERE o.dedupe = 'job:' || j.id || ':result'
                              UNION ALL
                              SELECT 1 FROM delivered d WHERE d.dedupe = 'job:' || j.id || ':result'))
        """);
    all.put(
        "V6 a result that was not paid",
        """
        SELECT count(*) FROM gen_result r JOIN gen_job j ON j.id = r.job_id
        WHERE j.state <> 'SUCCEEDED'
        """);
    all.put(
        "V7 charged more than once",
        """
        SELECT count(*) FROM (SELECT job_id FROM transfer WHERE kind = 'capture'
                              GROUP BY job_id HAVING count(*) > 1) t
        """);
    all.put(
        "V7 more than one task beyond the unclear ones",
        """
        SELECT count(*) FROM (
          SELECT job_id FROM gen_attempt GROUP BY job_id
          HAVING count(*) FILTER (WHERE outcome IN ('accepted', 'adopted')) > 1
              OR count(*) FILTER (WHERE outcome IN ('ambiguous', 'orphan')) > 2) t
        """);
    all.put(
        "V9 a result that was not shown",
        """
        SELECT count(*) FROM delivered WHERE dedupe LIKE 'job:%:result' AND outcome NOT IN ('S', 'A')
        """);
    all.put(
        "V11 something still waits",
        """
        SELECT (SELECT count(*) FROM tg_ready) + (SELECT count(*) FROM outbox)
             + (SELECT count(*) FROM gen_job WHERE live)
        """);
    return all;
  }

  /** The names of what is violated, with counts; empty when all is well. */
  static List<String> violations(String database) {
    List<String> found = new ArrayList<>();
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement()) {
      for (Map.Entry<String, String> query : QUERIES.entrySet()) {
        try (ResultSet row = statement.executeQuery(query.getValue())) {
          long count = row.next() ? row.getLong(1) : 0;
          if (count != 0) {
            found.add(query.getKey() + ": " + count);
          }
        }
      }
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
    return found;
  }

  /** The updates a sender was told 200 for and that are not there (V1). */
  static long lost(String database, List<Long> acknowledged) {
    long there =
        number(
            database,
            "SELECT count(*) FROM tg_update WHERE update_id IN ("
                + String.join(",", acknowledged.stream().map(String::valueOf).toList())
                + ")");
    return acknowledged.stream().distinct().count() - there;
  }

  static long number(String database, String sql) {
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}

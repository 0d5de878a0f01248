package trt.faults;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import trt.testing.Await;
import trt.testing.TestPostgres;

/**
 * What must hold in the database after every fault, once it is quiet: each query counts violations.
 * Named as in the fault matrix of docs/reliability.md.
 */
final class Invariants {
  /** The column of the report a violation is counted in. */
  enum Kind {
    LOST,
    DOUBLED,
    MISORDERED,
    DRIFT,
    OTHER
  }

  private record Query(Kind kind, String sql) {}

  private static final Map<String, Query> QUERIES = queries();

  private Invariants() {}

  private static Map<String, Query> queries() {
    Map<String, Query> all = new LinkedHashMap<>();
    all.put(
        "V2 a pointer without its update, or with a quarantine row",
        new Query(
            Kind.OTHER,
            """
            SELECT count(*) FROM tg_ready r
            WHERE NOT EXISTS (SELECT 1 FROM tg_update u
                              WHERE u.feed_id = r.feed_id AND u.update_id = r.update_id)
               OR EXISTS (SELECT 1 FROM tg_quarantine q
                          WHERE q.feed_id = r.feed_id AND q.update_id = r.update_id)
            """));
    // Messages and pressed buttons always have an answer: a message of their own, or one at least
    // that ends the waiting of the button. A payment has its receipt, which bears its own number.
    all.put(
        "V2 an update without pointer, effect or quarantine row",
        new Query(
            Kind.LOST,
            """
            WITH named AS (
              SELECT split_part(dedupe, ':', 2)::int AS feed_id, split_part(dedupe, ':', 3)::int AS update_id
              FROM (SELECT dedupe FROM delivered UNION ALL SELECT dedupe FROM outbox) d
              WHERE dedupe LIKE 'u:%' OR dedupe LIKE 'q:%' OR dedupe LIKE 'x:%')
            SELECT count(*) FROM tg_update u
            WHERE u.kind IN (1, 2)
              AND NOT EXISTS (SELECT 1 FROM named n WHERE (n.feed_id, n.update_id) = (u.feed_id, u.update_id))
              AND NOT EXISTS (SELECT 1 FROM tg_ready r
                              WHERE (r.feed_id, r.update_id) = (u.feed_id, u.update_id))
              AND NOT EXISTS (SELECT 1 FROM tg_quarantine q
                              WHERE (q.feed_id, q.update_id) = (u.feed_id, u.update_id))
              AND NOT EXISTS (SELECT 1 FROM stars_payment p
                              WHERE p.charge_id = substring(
                                CASE WHEN position('successful_payment'::bytea IN u.payload) > 0
                                     THEN convert_from(u.payload, 'UTF8') END
                                FROM '"telegram_payment_charge_id":"([^"]+)"'))
            """));
    // Telegram numbers messages as they come, and gives the messages of a chat one by one: answers
    // to messages rise with the updates that asked for them. An update that came only after a later
    // one was answered is answered after it.
    all.put(
        "V3 an answer before the answer to an earlier message",
        new Query(
            Kind.MISORDERED,
            """
            SELECT count(*) FROM (
              SELECT d.message_id, d.at, lag(d.message_id) OVER chat AS before, lag(u.recv_at) OVER chat AS before_came
              FROM tg_update u
              JOIN delivered d ON d.dedupe = 'u:' || u.feed_id || ':' || u.update_id || ':0'
              WHERE u.kind = 1 AND d.message_id IS NOT NULL
              WINDOW chat AS (PARTITION BY u.chat_key ORDER BY u.update_id)) s
            WHERE message_id < before AND before_came < at
            """));
    all.put(
        "V4 wallet and journal differ", new Query(Kind.DRIFT, "SELECT count(*) FROM ledger_drift"));
    all.put(
        "V5 an ended job without exactly one closing, or a live one with any",
        new Query(
            Kind.DRIFT,
            """
            SELECT count(*) FROM gen_job j LEFT JOIN hold_close c ON c.job_id = j.id
            WHERE (c.job_id IS NULL) <> j.live
            """));
    all.put(
        "V5 money still held",
        new Query(
            Kind.DRIFT,
            "SELECT count(*) FROM wallet WHERE held <> 0 AND NOT EXISTS (SELECT 1 FROM gen_job"
                + " WHERE live)"));
    all.put(
        "V6 captured without result or message",
        new Query(
            Kind.LOST,
            """
            SELECT count(*) FROM gen_job j
            WHERE j.state = 'SUCCEEDED'
              AND (NOT EXISTS (SELECT 1 FROM gen_result r WHERE r.job_id = j.id)
                   OR NOT EXISTS (SELECT 1 FROM outbox o WHERE o.dedupe = 'job:' || j.id || ':result'
                                  UNION ALL
                                  SELECT 1 FROM delivered d WHERE d.dedupe = 'job:' || j.id || ':result'))
            """));
    all.put(
        "V6 a result that was not paid",
        new Query(
            Kind.DRIFT,
            """
            SELECT count(*) FROM gen_result r JOIN gen_job j ON j.id = r.job_id
            WHERE j.state <> 'SUCCEEDED'
            """));
    all.put(
        "V7 charged more than once",
        new Query(
            Kind.DOUBLED,
            """
            SELECT count(*) FROM (SELECT job_id FROM transfer WHERE kind = 'capture'
                                  GROUP BY job_id HAVING count(*) > 1) t
            """));
    all.put(
        "V8 a payment that is not what the journal credits",
        new Query(
            Kind.DRIFT,
            """
            SELECT count(*) FROM stars_payment p
            WHERE NOT stars_booked(p.credited, 'stars:' || p.charge_id, 'stars-debt:' || p.charge_id)
            """));
    all.put(
        "V9 a result that was not shown",
        new Query(
            Kind.LOST,
            """
            SELECT count(*) FROM delivered WHERE dedupe LIKE 'job:%:result' AND outcome NOT IN ('S', 'A')
            """));
    return all;
  }

  /** What is violated, with counts; empty when all is well. */
  static Map<String, Long> violated(String database) {
    Map<String, Long> found = new LinkedHashMap<>();
    QUERIES.forEach(
        (name, query) -> {
          long count = number(database, query.sql());
          if (count != 0) {
            found.put(name, count);
          }
        });
    return found;
  }

  /** The same as lines. */
  static List<String> violations(String database) {
    return violated(database).entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .toList();
  }

  static Kind kind(String name) {
    return QUERIES.get(name).kind();
  }

  /** How much still waits for an effect, a send or a result (V11). */
  static long waiting(String database) {
    return number(
        database,
        """
        SELECT (SELECT count(*) FROM tg_ready) + (SELECT count(*) FROM outbox)
             + (SELECT count(*) FROM gen_job WHERE live)
        """);
  }

  /** The updates a sender was told 200 for and that are not there (V1). */
  static long lost(String database, Collection<Long> acknowledged) {
    String ids = acknowledged.stream().map(String::valueOf).collect(Collectors.joining(","));
    return number(
        database,
        "SELECT count(*) FROM unnest('{"
            + ids
            + "}'::int4[]) AS a (id) WHERE NOT EXISTS (SELECT 1 FROM tg_update WHERE update_id ="
            + " a.id)");
  }

  /** Waits for a PostgreSQL that is just coming up: the run looks at it, the bot is not meant. */
  static long number(String database, String sql) {
    AtomicLong number = new AtomicLong();
    Await.until(() -> answered(database, sql, number), Duration.ofSeconds(20));
    return number.get();
  }

  private static boolean answered(String database, String sql, AtomicLong number) {
    try {
      number.set(look(database, sql));
      return true;
    } catch (SQLException e) {
      String state = String.valueOf(e.getSQLState());
      if (state.startsWith("08") || state.startsWith("57P")) {
        return false;
      }
      throw new AssertionError(sql, e);
    }
  }

  private static long look(String database, String sql) throws SQLException {
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Per chat, for its messages in order: whether the fate of the answer was unclear. */
  static Map<Long, List<Boolean>> unclearAnswers(String database) {
    Map<Long, List<Boolean>> found = new HashMap<>();
    String sql =
        """
        SELECT u.chat_key, coalesce(d.outcome = 'A', false) FROM tg_update u
        LEFT JOIN delivered d ON d.dedupe = 'u:' || u.feed_id || ':' || u.update_id || ':0'
        WHERE u.kind = 1 ORDER BY u.chat_key, u.update_id
        """;
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.computeIfAbsent(row.getLong(1), none -> new ArrayList<>()).add(row.getBoolean(2));
      }
      return found;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Two columns of numbers as a map. */
  static Map<Long, Long> numbers(String database, String sql) {
    Map<Long, Long> found = new HashMap<>();
    try (Connection connection = TestPostgres.connect(database);
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        found.put(row.getLong(1), row.getLong(2));
      }
      return found;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }
}

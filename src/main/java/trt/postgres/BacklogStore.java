package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What waits, and whether the books are right. Read every few seconds for metrics, never per
 * request.
 */
public final class BacklogStore {
  private static final String COUNTS =
      """
      SELECT (SELECT count(*) FROM tg_ready) AS updates,
             coalesce(extract(epoch FROM clock_timestamp() - (
               SELECT min(u.recv_at)
               FROM (SELECT feed_id, min(update_id) AS update_id FROM tg_ready GROUP BY feed_id) r
               JOIN tg_update u USING (feed_id, update_id))), 0) AS oldest_update,
             (SELECT count(*) FROM tg_quarantine) + (SELECT count(*) FROM tg_quarantine_past) AS quarantined,
             (SELECT count(*) FROM outbox) AS messages,
             (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0) FROM outbox) AS oldest_message,
             (SELECT count(*) FROM gen_attempt WHERE outcome IN ('ambiguous', 'adopted')) AS ambiguous
      """;
  private static final String JOBS =
      "SELECT state, count(*) AS n FROM gen_job WHERE live GROUP BY state";
  private static final String DRIFT = "SELECT count(*) AS n FROM ledger_drift";

  private final Db db;

  /** A store on this database. */
  public BacklogStore(Db db) {
    this.db = db;
  }

  /** One look. {@code jobs} holds live states only. */
  public record Counts(
      long updates,
      Duration oldestUpdate,
      long quarantined,
      long messages,
      Duration oldestMessage,
      long ambiguous,
      Map<String, Long> jobs) {}

  /** Counts what waits. */
  public Future<Counts> read() {
    return db.query(JOBS, Tuple.tuple())
        .compose(
            jobs -> {
              Map<String, Long> states = new HashMap<>();
              jobs.forEach(row -> states.put(row.getString("state"), row.getLong("n")));
              return db.query(COUNTS, Tuple.tuple())
                  .map(rows -> counts(rows.iterator().next(), states));
            });
  }

  /** Wallets that disagree with the journal. Reads the whole journal: not for every few seconds. */
  public Future<Long> drift() {
    return db.query(Duration.ofMinutes(1), DRIFT, Tuple.tuple())
        .map(rows -> rows.iterator().next().getLong("n"));
  }

  private static Counts counts(Row row, Map<String, Long> states) {
    return new Counts(
        row.getLong("updates"),
        seconds(row, "oldest_update"),
        row.getLong("quarantined"),
        row.getLong("messages"),
        seconds(row, "oldest_message"),
        row.getLong("ambiguous"),
        states);
  }

  private static Duration seconds(Row row, String column) {
    return Duration.ofMillis(Math.round(row.getDouble(column) * 1000));
  }
}

package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/**
 * Deletes what time has made useless, a bounded number of rows at once. Every statement may be
 * repeated.
 */
public final class SweepStore {
  // Handled updates only: what still waits is pointed at from tg_ready.
  private static final String UPDATES =
      """
      DELETE FROM tg_update u WHERE (u.feed_id, u.update_id) IN (
        SELECT o.feed_id, o.update_id FROM tg_update o
        WHERE o.recv_at < clock_timestamp() - make_interval(secs => $1)
          AND NOT EXISTS (SELECT 1 FROM tg_ready r WHERE r.feed_id = o.feed_id AND r.update_id = o.update_id)
          AND NOT EXISTS (SELECT 1 FROM tg_quarantine q WHERE q.feed_id = o.feed_id AND q.update_id = o.update_id)
        LIMIT $2)
      """;
  private static final String SESSIONS =
      """
      DELETE FROM session WHERE ctid IN (
        SELECT ctid FROM session WHERE updated_at < clock_timestamp() - make_interval(secs => $1) LIMIT $2)
      """;
  private static final String DELIVERED =
      """
      DELETE FROM delivered WHERE ctid IN (
        SELECT ctid FROM delivered WHERE at < clock_timestamp() - make_interval(secs => $1) LIMIT $2)
      """;

  private final Db db;

  /** A store on this database. */
  public SweepStore(Db db) {
    this.db = db;
  }

  /** Handled updates older than that; Telegram repeats one for at most 24 h. */
  public Future<Integer> deleteUpdates(Duration olderThan, int limit) {
    return delete(UPDATES, olderThan, limit);
  }

  /** Dialogues nobody has touched for that long. */
  public Future<Integer> deleteSessions(Duration olderThan, int limit) {
    return delete(SESSIONS, olderThan, limit);
  }

  /** Records of delivered calls older than that. */
  public Future<Integer> deleteDelivered(Duration olderThan, int limit) {
    return delete(DELIVERED, olderThan, limit);
  }

  private Future<Integer> delete(String sql, Duration olderThan, int limit) {
    return db.query(sql, Tuple.of(olderThan.toMillis() / 1000.0, limit)).map(RowSet<Row>::rowCount);
  }
}

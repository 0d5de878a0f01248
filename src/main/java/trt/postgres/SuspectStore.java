package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Updates that may have been under way when their process died: how often that was, counted before
 * they run again. Empty except after a death.
 */
public final class SuspectStore {
  private static final String COUNT =
      """
      INSERT INTO tg_suspect (feed_id, update_id, takeovers)
      SELECT $1, id, 1 FROM unnest($2::int4[]) AS s (id) ORDER BY id
      ON CONFLICT (feed_id, update_id) DO UPDATE SET takeovers = tg_suspect.takeovers + 1
      RETURNING update_id, takeovers
      """;

  // What was acquitted by a process that died before it could say so.
  private static final String SWEEP =
      """
      DELETE FROM tg_suspect s WHERE s.feed_id = $1 AND NOT EXISTS (
        SELECT 1 FROM tg_update u JOIN tg_ready r USING (shard, chat_key, feed_id, update_id)
        WHERE u.feed_id = s.feed_id AND u.update_id = s.update_id)
      """;

  private static final String COUNTS =
      "SELECT update_id, takeovers FROM tg_suspect WHERE feed_id = $1";

  private static final String ACQUIT =
      "DELETE FROM tg_suspect WHERE feed_id = $1 AND update_id = ANY ($2)";

  private final Db db;
  private final int feedId;

  /** The suspects of one bot. */
  public SuspectStore(Db db, int feedId) {
    this.db = db;
    this.feedId = feedId;
  }

  /** Counts one more takeover of each; answers the new counts by update id. */
  public Future<Map<Integer, Integer>> count(Collection<Integer> updateIds) {
    return db.query(COUNT, Tuple.of(feedId).addArrayOfInteger(sorted(updateIds)))
        .map(SuspectStore::counts);
  }

  /** What has been counted so far, by update id. */
  public Future<Map<Integer, Integer>> counts() {
    return db.query(SWEEP, Tuple.of(feedId))
        .compose(swept -> db.query(COUNTS, Tuple.of(feedId)))
        .map(SuspectStore::counts);
  }

  /** They are over, and whoever handled them lives. */
  public Future<Void> acquit(Collection<Integer> updateIds) {
    return db.query(ACQUIT, Tuple.of(feedId).addArrayOfInteger(sorted(updateIds))).mapEmpty();
  }

  /** In one order everywhere, so that two nodes cannot deadlock. */
  private static Integer[] sorted(Collection<Integer> updateIds) {
    return updateIds.stream().sorted().toArray(Integer[]::new);
  }

  private static Map<Integer, Integer> counts(RowSet<Row> rows) {
    Map<Integer, Integer> counts = new HashMap<>();
    rows.forEach(row -> counts.put(row.getInteger("update_id"), (int) row.getShort("takeovers")));
    return counts;
  }
}

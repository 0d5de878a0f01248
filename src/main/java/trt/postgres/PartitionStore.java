package trt.postgres;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/**
 * The partitions of {@code tg_update}, each of 2^20 update ids of all bots of the database. Every
 * call may be repeated, and several nodes may call at once.
 */
public final class PartitionStore {
  private static final String ALL =
      """
      SELECT substring(c.relname FROM 12)::int AS number, i.inhrelid IS NOT NULL AS attached,
             coalesce(i.inhdetachpending, false) AS leaving, w.number IS NOT NULL AS wanted
      FROM pg_class c
      LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
      LEFT JOIN tg_partitions_wanted() w (number) ON c.relname = 'tg_update_p' || w.number
      WHERE c.relnamespace = (SELECT relnamespace FROM pg_class WHERE oid = 'tg_update'::regclass)
        AND c.relkind = 'r' AND c.relname ~ '^tg_update_p[0-9]{1,4}$'
      ORDER BY number
      """;
  private static final String MAKE =
      """
      SELECT tg_partition_for(w.number * 1048576) FROM tg_partitions_wanted() w (number)
      WHERE NOT EXISTS (SELECT FROM pg_inherits WHERE inhrelid = to_regclass('tg_update_p' || w.number))
      """;
  // Only what waits or is set aside is pointed at; the rest has taken effect.
  private static final String ROWS =
      """
      DELETE FROM tg_update_p%1$d WHERE ctid = ANY (ARRAY(
        SELECT u.ctid FROM tg_update_p%1$d u
        WHERE u.recv_at < now() - make_interval(secs => $1)
          AND NOT EXISTS (SELECT FROM tg_ready r WHERE r.shard = u.shard AND r.chat_key = u.chat_key
                            AND r.feed_id = u.feed_id AND r.update_id = u.update_id)
          AND NOT EXISTS (SELECT FROM tg_quarantine q WHERE q.feed_id = u.feed_id AND q.update_id = u.update_id)
        LIMIT $2 FOR UPDATE SKIP LOCKED))
      """;

  private static final String NO_TABLE = "42P01";

  private final Db db;

  /** A store on this database. */
  public PartitionStore(Db db) {
    this.db = db;
  }

  /**
   * A partition.
   *
   * @param number its first update id divided by 2^20
   * @param attached whether updates can go to it; not so after a drop that was cut short
   * @param leaving whether a detach was begun and not finished
   * @param wanted whether the newest updates of a bot go here, or will next
   */
  public record Partition(int number, boolean attached, boolean leaving, boolean wanted) {}

  /** Makes what is wanted and missing, so that storing an update does not have to. */
  public Future<Integer> makeAhead() {
    return db.query(MAKE, Tuple.tuple()).map(rows -> rows.size());
  }

  /** Every partition, also what is left of one that was being dropped. */
  public Future<List<Partition>> all() {
    return db.query(ALL, Tuple.tuple())
        .map(rows -> rows.stream().map(PartitionStore::partition).toList());
  }

  /** Whether nobody needs it: no update younger than that, none that waits, none set aside. */
  public Future<Boolean> isDone(Partition partition, Duration keep) {
    return bool("SELECT tg_partition_done($1, make_interval(secs => $2))", partition, keep);
  }

  /**
   * Takes a partition off the log; others read and write meanwhile. Waits for transactions that
   * still see it, within the limit of one statement; when that is too short, the partition stays
   * "leaving" and {@link #finishDetach} goes on.
   */
  public Future<Void> detach(Partition partition) {
    return alter(partition, "CONCURRENTLY");
  }

  /** Finishes a detach that was cut short. */
  public Future<Void> finishDetach(Partition partition) {
    return alter(partition, "FINALIZE");
  }

  /** Drops a detached partition. When it is needed after all it is attached again: false. */
  public Future<Boolean> drop(Partition partition, Duration keep) {
    return bool("SELECT tg_partition_drop($1, make_interval(secs => $2))", partition, keep);
  }

  /** Deletes handled updates that are older than that; how many it were, at most the limit. */
  public Future<Integer> deleteUpdates(Partition partition, Duration olderThan, int limit) {
    return db.query(ROWS.formatted(partition.number()), Tuple.of(seconds(olderThan), limit))
        .map(rows -> rows.rowCount())
        .recover(
            cause ->
                cause instanceof PgException pg && NO_TABLE.equals(pg.getSqlState())
                    ? Future.succeededFuture(0) // another node has dropped it meanwhile
                    : Future.failedFuture(cause));
  }

  private Future<Void> alter(Partition partition, String how) {
    String sql = "ALTER TABLE tg_update DETACH PARTITION tg_update_p%d %s";
    return db.query(sql.formatted(partition.number(), how), Tuple.tuple()).mapEmpty();
  }

  private Future<Boolean> bool(String sql, Partition partition, Duration keep) {
    return db.query(sql, Tuple.of(partition.number(), seconds(keep)))
        .map(rows -> rows.iterator().next().getBoolean(0));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private static Partition partition(Row row) {
    return new Partition(
        row.getInteger("number"),
        row.getBoolean("attached"),
        row.getBoolean("leaving"),
        row.getBoolean("wanted"));
  }
}

package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/**
 * Deletes what time has made useless, a bounded number of rows at once; the log of updates is
 * {@link PartitionStore}'s. Every statement may be repeated, and by several nodes at once.
 *
 * <p>Not swept: {@code transfer}, {@code hold}, {@code hold_close}, {@code stars_payment}, {@code
 * stars_refund}, {@code stars_confirmed} (books are kept), {@code gen_job}, {@code gen_order},
 * {@code gen_attempt}, {@code gen_result} (what was paid for, what KIE was asked and what came of
 * it, a few rows per paid job), {@code erasure} (who wanted to be forgotten, and that it was done),
 * {@code promo_code}, {@code promo_use}, {@code referral}, {@code referral_code}, {@code
 * refund_wish}, {@code manual_request} (what money was given for), {@code tg_quarantine} (people
 * decide), {@code person}, {@code wallet}, {@code promo_try}, {@code person_taste} and {@code
 * job_kept} (few per user), {@code data_key} and {@code seal_walk} (a few rows), {@code tg_ready}
 * and {@code outbox} (empty themselves).
 */
public final class SweepStore {
  private static final String OLD =
      """
      DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM %1$s WHERE %2$s < now() - make_interval(secs => $1) LIMIT $2 FOR UPDATE SKIP LOCKED))
      """;
  private static final String SUSPECTS =
      """
      DELETE FROM tg_suspect s
      WHERE NOT EXISTS (SELECT FROM tg_ready r WHERE r.feed_id = s.feed_id AND r.update_id = s.update_id)
      """;

  // Only what waits or is set aside is pointed at; the rest has taken effect.
  private static final String OWN =
      """
      DELETE FROM tg_own_update WHERE ctid = ANY (ARRAY(
        SELECT u.ctid FROM tg_own_update u
        WHERE u.recv_at < now() - make_interval(secs => $1)
          AND NOT EXISTS (SELECT FROM tg_ready r WHERE r.shard = u.shard AND r.chat_key = u.chat_key
                            AND r.feed_id = u.feed_id AND r.update_id = u.update_id)
          AND NOT EXISTS (SELECT FROM tg_quarantine q WHERE q.feed_id = u.feed_id AND q.update_id = u.update_id)
        LIMIT $2 FOR UPDATE SKIP LOCKED))
      """;

  /** Updates in one block of the log, roughly. */
  private static final int ROWS_PER_BLOCK = 8;

  private final Db db;

  /** A store on this database. */
  public SweepStore(Db db) {
    this.db = db;
  }

  /** Dialogues nobody has touched for that long. */
  public Future<Integer> deleteSessions(Duration olderThan, int limit) {
    return delete("session", "updated_at", olderThan, limit);
  }

  /** Records of delivered calls older than that. */
  public Future<Integer> deleteDelivered(Duration olderThan, int limit) {
    return delete("delivered", "at", olderThan, limit);
  }

  /** Callbacks of KIE older than that. */
  public Future<Integer> deleteCallbacks(Duration olderThan, int limit) {
    return delete("kie_event", "recv_at", olderThan, limit);
  }

  /** Addresses of files at KIE, which keeps them for days only. */
  public Future<Integer> deleteUploads(Duration olderThan, int limit) {
    return delete("gen_upload", "at", olderThan, limit);
  }

  /** Invoices older than that, paid or not; payments stay. */
  public Future<Integer> deleteInvoices(Duration olderThan, int limit) {
    return delete("stars_invoice", "created_at", olderThan, limit);
  }

  /** Nodes that were not seen for that long, also of bots that run no more. */
  public Future<Integer> deleteNodes(Duration olderThan, int limit) {
    return delete("node", "seen_at", olderThan, limit);
  }

  /** What the bot has told itself, older than that; nothing that waits or is set aside. */
  public Future<Integer> deleteOwnUpdates(Duration olderThan, int limit) {
    return db.query(OWN, Tuple.of(olderThan.toMillis() / 1000.0, limit)).map(RowSet<Row>::rowCount);
  }

  /** Suspicions against updates that are done; they are few, so there is no limit. */
  public Future<Integer> deleteSuspects() {
    return db.query(SUSPECTS, Tuple.tuple()).map(RowSet<Row>::rowCount);
  }

  /**
   * Goes on with what people wanted to be forgotten.
   *
   * @return the limit while there is more, else 0
   */
  public Future<Integer> eraseFurther(int limit) {
    int blocks = Math.max(1, limit / ROWS_PER_BLOCK);
    return db.query("SELECT erasure_step($1, $2) AS more", Tuple.of(limit, blocks))
        .map(rows -> rows.iterator().next().getBoolean("more") ? limit : 0);
  }

  /**
   * Seals again what is not sealed with the key that is used now.
   *
   * @return the limit while there is more, else 0
   */
  public Future<Integer> sealAnew(int limit) {
    return new SealWalk(db).step(limit).map(more -> more ? limit : 0);
  }

  private Future<Integer> delete(String table, String column, Duration olderThan, int limit) {
    return db.query(OLD.formatted(table, column), Tuple.of(olderThan.toMillis() / 1000.0, limit))
        .map(RowSet<Row>::rowCount);
  }
}

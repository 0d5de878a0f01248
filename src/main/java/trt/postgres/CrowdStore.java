package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Set;
import trt.domain.inbox.PendingUpdate;

/** All that waits in one chat, read and taken off the to-do list together. */
public final class CrowdStore {
  private static final String LOCK =
      """
      SELECT r.shard, r.chat_key, r.feed_id, r.update_id, u.kind, u.payload
      FROM tg_ready r JOIN tg_update u USING (feed_id, update_id)
      WHERE r.shard = $1 AND r.chat_key = $2 AND r.feed_id = $3
      ORDER BY r.update_id LIMIT $4 FOR UPDATE OF r
      """;

  // All or nothing: an earlier update that came in meanwhile would be overtaken.
  private static final String CONSUME =
      """
      DELETE FROM tg_ready r
      WHERE r.shard = $1 AND r.chat_key = $2 AND r.feed_id = $3 AND r.update_id = ANY ($4)
        AND NOT EXISTS (
          SELECT 1 FROM tg_ready earlier
          WHERE earlier.shard = $1 AND earlier.chat_key = $2 AND earlier.feed_id = $3
            AND earlier.update_id < $5 AND NOT earlier.update_id = ANY ($4))
      RETURNING r.update_id
      """;

  private final Seal seal;

  /** A store that opens what is sealed in this database. */
  public CrowdStore(Db db) {
    this.seal = db.seal();
  }

  /** What waits in the chat of this update, in order; nobody else can take it before the end. */
  public Future<List<PendingUpdate>> lock(SqlConnection connection, PendingUpdate one, int limit) {
    return connection
        .preparedQuery(LOCK)
        .execute(Tuple.of((short) one.shard(), one.chatKey(), one.feedId(), limit))
        .map(rows -> rows.stream().map(row -> InboxStore.pending(row, seal)).toList());
  }

  /**
   * Takes the first updates of a chat off the to-do list, in the transaction that locked them.
   *
   * @param first all of them in order, at least one
   * @return their ids, or none when they are not the first of their chat
   */
  public Future<Set<Integer>> consume(SqlConnection connection, List<PendingUpdate> first) {
    PendingUpdate last = first.get(first.size() - 1);
    Integer[] ids = first.stream().map(PendingUpdate::updateId).toArray(Integer[]::new);
    return connection
        .preparedQuery(CONSUME)
        .execute(
            Tuple.of((short) last.shard(), last.chatKey(), last.feedId(), ids, last.updateId()))
        .map(InboxStore::updateIds);
  }
}

package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import trt.domain.inbox.ChatKeys;
import trt.domain.inbox.PendingUpdate;

/**
 * The durable inbox: {@code tg_update} is the log, {@code tg_ready} points at what has not taken
 * effect, {@code tg_quarantine} holds what could not.
 */
public final class InboxStore {
  // Sorted by the caller, so that two nodes inserting the same updates cannot deadlock.
  private static final String INGEST =
      """
      WITH ins AS (
        INSERT INTO tg_update (feed_id, update_id, shard, chat_key, kind, payload)
        SELECT * FROM unnest($1::int4[], $2::int4[], $3::int2[], $4::int8[], $5::int2[], $6::bytea[])
        ON CONFLICT DO NOTHING RETURNING feed_id, update_id, shard, chat_key)
      INSERT INTO tg_ready (shard, chat_key, feed_id, update_id)
      SELECT shard, chat_key, feed_id, update_id FROM ins RETURNING update_id
      """;

  // The head of its chat or nothing: this one condition keeps order and once-only, whoever runs it.
  // Pointers are never updated, so their place is their name. Each is looked up by itself: joined,
  // PostgreSQL read the whole of a table it had last counted when it was empty.
  static final String CONSUME =
      """
      DELETE FROM tg_ready r
      WHERE r.ctid = ANY (ARRAY(
        SELECT head.place
        FROM unnest($1::int2[], $2::int8[], $3::int4[], $4::int4[]) AS h (shard, chat_key, feed_id, update_id)
        CROSS JOIN LATERAL (
          SELECT p.ctid AS place, p.update_id FROM tg_ready p
          WHERE p.shard = h.shard AND p.chat_key = h.chat_key AND p.feed_id = h.feed_id
          ORDER BY p.update_id LIMIT 1) AS head
        WHERE head.update_id = h.update_id))
      RETURNING r.update_id
      """;

  private static final String PENDING =
      """
      SELECT r.shard, r.chat_key, r.feed_id, r.update_id, u.kind, u.payload
      FROM tg_ready r JOIN tg_update u USING (feed_id, update_id)
      WHERE r.feed_id = $1 AND r.shard = ANY ($2)
      ORDER BY r.shard, r.chat_key, r.update_id LIMIT $3
      """;

  // Their keys are the first of each shard, so that what else waits costs nothing.
  private static final String CHECKOUTS =
      """
      SELECT r.shard, r.chat_key, r.feed_id, r.update_id, u.kind, u.payload
      FROM tg_ready r JOIN tg_update u USING (feed_id, update_id)
      WHERE r.feed_id = $1 AND r.shard = ANY ($2) AND r.chat_key < $3
      ORDER BY r.shard, r.chat_key, r.update_id LIMIT $4
      """;

  private static final String QUARANTINE =
      """
      INSERT INTO tg_quarantine (feed_id, update_id, chat_key, correlation_id, reason, attempts)
      VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
      """;

  private final Db db;

  /** A store on this database. */
  public InboxStore(Db db) {
    this.db = db;
  }

  /**
   * Commits a batch on the caller's own connection, in one statement. Repeats are absorbed.
   *
   * @param batch sorted by update id, no id twice
   * @return ids of the updates that were new
   */
  public Future<Set<Integer>> ingest(SqlConnection connection, List<PendingUpdate> batch) {
    return connection.preparedQuery(INGEST).execute(columns(batch)).map(InboxStore::updateIds);
  }

  /** The first update id of the partition an update belongs to; each holds 2^20 ids. */
  public static int partition(PendingUpdate update) {
    return update.updateId() & -(1 << 20);
  }

  /** Makes the partition an update id belongs to; does nothing when it is there. */
  public Future<Void> createPartition(SqlConnection connection, int updateId) {
    return connection
        .preparedQuery("SELECT tg_partition_for($1)")
        .execute(Tuple.of(updateId))
        .mapEmpty();
  }

  /**
   * Takes updates off the to-do list inside the transaction that makes their effect.
   *
   * @param heads at most one per chat
   * @return ids of those that are really the first of their chat and not done; only these may take
   *     effect
   */
  public Future<Set<Integer>> consume(SqlConnection connection, List<PendingUpdate> heads) {
    Tuple columns =
        Tuple.of(
            heads.stream().map(h -> (short) h.shard()).toArray(Short[]::new),
            heads.stream().map(PendingUpdate::chatKey).toArray(Long[]::new),
            heads.stream().map(PendingUpdate::feedId).toArray(Integer[]::new),
            heads.stream().map(PendingUpdate::updateId).toArray(Integer[]::new));
    return connection.preparedQuery(CONSUME).execute(columns).map(InboxStore::updateIds);
  }

  /** Waiting updates of these shards, in order per chat. */
  public Future<List<PendingUpdate>> pending(int feedId, Short[] shards, int limit) {
    return db.query(PENDING, Tuple.of(feedId, shards, limit)).map(this::pending);
  }

  /** Waiting checkouts of these shards, found at once whatever else waits. */
  public Future<List<PendingUpdate>> checkouts(int feedId, Short[] shards, int limit) {
    return db.query(CHECKOUTS, Tuple.of(feedId, shards, ChatKeys.CHECKOUTS_BELOW, limit))
        .map(this::pending);
  }

  /** Sets an update aside inside the transaction that consumes it. */
  public Future<Void> quarantine(
      SqlConnection connection,
      PendingUpdate update,
      String correlationId,
      String reason,
      int attempts) {
    Tuple values =
        Tuple.of(
            update.feedId(),
            update.updateId(),
            update.chatKey(),
            correlationId,
            reason,
            (short) attempts);
    return connection.preparedQuery(QUARANTINE).execute(values).mapEmpty();
  }

  static Set<Integer> updateIds(RowSet<Row> rows) {
    Set<Integer> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.getInteger("update_id")));
    return ids;
  }

  private List<PendingUpdate> pending(RowSet<Row> rows) {
    return rows.stream().map(row -> pending(row, db.seal())).toList();
  }

  static PendingUpdate pending(Row row, Seal seal) {
    int feed = row.getInteger("feed_id");
    int update = row.getInteger("update_id");
    return new PendingUpdate(
        row.getShort("shard"),
        row.getLong("chat_key"),
        feed,
        update,
        row.getShort("kind"),
        seal.open(row.getBuffer("payload"), place(feed, update)));
  }

  static String place(int feedId, int updateId) {
    return Seal.place("tg_update.payload", feedId, updateId);
  }

  private Buffer payload(PendingUpdate update) {
    byte[] bytes = update.payload();
    return db.seal().seal(bytes, place(update.feedId(), update.updateId()), () -> Signs.of(bytes));
  }

  private Tuple columns(List<PendingUpdate> batch) {
    return Tuple.tuple()
        .addArrayOfInteger(batch.stream().map(PendingUpdate::feedId).toArray(Integer[]::new))
        .addArrayOfInteger(batch.stream().map(PendingUpdate::updateId).toArray(Integer[]::new))
        .addArrayOfShort(batch.stream().map(u -> (short) u.shard()).toArray(Short[]::new))
        .addArrayOfLong(batch.stream().map(PendingUpdate::chatKey).toArray(Long[]::new))
        .addArrayOfShort(batch.stream().map(u -> (short) u.kind()).toArray(Short[]::new))
        .addArrayOfBuffer(batch.stream().map(this::payload).toArray(Buffer[]::new));
  }
}

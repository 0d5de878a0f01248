package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import trt.domain.outbox.Outgoing;

/** What waits in the outbox of one bot, read in bounded pages, and whether the bot is to wait. */
public final class WaitingStore {
  /** Skips from chat to chat in the primary key: a chat with a long queue costs as one without. */
  private static final String PAGE =
      "SELECT "
          + OutboxRows.COLUMNS
          + """
      FROM unnest($2::int2[]) WITH ORDINALITY AS s (shard, place)
      CROSS JOIN LATERAL (
        WITH RECURSIVE chat AS (
          (SELECT chat_key FROM outbox
           WHERE shard = s.shard AND feed_id = $1 AND (s.place > 1 OR chat_key >= $3)
           ORDER BY chat_key LIMIT 1)
          UNION ALL
          SELECT (SELECT o.chat_key FROM outbox o
                  WHERE o.shard = s.shard AND o.feed_id = $1 AND o.chat_key > chat.chat_key
                  ORDER BY o.chat_key LIMIT 1)
          FROM chat WHERE chat.chat_key IS NOT NULL)
        SELECT chat_key FROM chat WHERE chat_key IS NOT NULL) AS chat
      CROSS JOIN LATERAL (
        SELECT * FROM outbox o
        WHERE o.shard = s.shard AND o.chat_key = chat.chat_key AND o.feed_id = $1
        ORDER BY o.id LIMIT $4) AS outbox
      LIMIT $5
      """;

  private static final String ANSWERS =
      "SELECT "
          + OutboxRows.COLUMNS
          + """
      FROM outbox WHERE method LIKE 'answer%' AND feed_id = $1 AND shard = ANY ($2) LIMIT $3
      """;

  private static final String PAUSE =
      """
      INSERT INTO bot_pause (feed_id, until) VALUES ($1, clock_timestamp() + make_interval(secs => $2))
      ON CONFLICT (feed_id) DO UPDATE SET until = greatest(bot_pause.until, excluded.until)
      """;

  private static final String PAUSED =
      """
      SELECT extract(epoch FROM until - clock_timestamp())::float8 AS seconds
      FROM bot_pause WHERE feed_id = $1 AND until > clock_timestamp()
      """;

  private final Db db;
  private final int feedId;

  /** A store for one bot. */
  public WaitingStore(Db db, FeedStore.Feed feed) {
    this.db = db;
    this.feedId = feed.feedId();
  }

  /**
   * The first calls of every chat from there on, chats in order, calls in order within a chat.
   *
   * @param shards in the order wanted
   * @param fromChat where the first shard begins; the others begin at their first chat
   * @param perChat calls of one chat at most
   * @param limit calls altogether; the last chat of a page that is full may have more
   */
  public Future<List<Outgoing>> page(Short[] shards, long fromChat, int perChat, int limit) {
    return db.query(PAGE, Tuple.of(feedId, shards, fromChat, perChat, limit)).map(this::outgoing);
  }

  /** Answers to queries, wherever they stand. */
  public Future<List<Outgoing>> answers(Short[] shards, int limit) {
    return db.query(ANSWERS, Tuple.of(feedId, shards, limit)).map(this::outgoing);
  }

  /** Notes for every node, across restarts, that the whole bot is to be silent for so long. */
  public Future<Void> pause(Duration pause) {
    return db.query(PAUSE, Tuple.of(feedId, pause.toMillis() / 1000.0)).mapEmpty();
  }

  /** For how long the whole bot is to be silent yet. */
  public Future<Duration> paused() {
    return db.query(PAUSED, Tuple.of(feedId))
        .map(
            rows ->
                rows.size() == 0
                    ? Duration.ZERO
                    : Duration.ofNanos((long) (rows.iterator().next().getDouble("seconds") * 1e9)));
  }

  private List<Outgoing> outgoing(RowSet<Row> rows) {
    List<Outgoing> messages = new ArrayList<>();
    rows.forEach(row -> messages.add(OutboxRows.outgoing(row, db.seal())));
    return messages;
  }
}

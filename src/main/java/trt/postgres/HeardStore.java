package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.UpdateKind;

/**
 * What the bot tells itself: a job has brought words that its person waits for. It queues with what
 * the person writes, under numbers below those of Telegram, and takes effect once, in its order.
 */
public final class HeardStore {
  private static final String ADD =
      """
      WITH ins AS (
        INSERT INTO tg_update (feed_id, update_id, shard, chat_key, kind, payload)
        VALUES ($1, nextval('tg_own'), $2, $3, $4, $5)
        RETURNING feed_id, update_id, shard, chat_key)
      INSERT INTO tg_ready (shard, chat_key, feed_id, update_id)
      SELECT shard, chat_key, feed_id, update_id FROM ins RETURNING update_id
      """;

  private final FeedStore.Feed feed;

  /** For the people of one bot. */
  public HeardStore(FeedStore.Feed feed) {
    this.feed = feed;
  }

  /**
   * Tells of the words of a job, inside the transaction that keeps them. Each call tells once more.
   */
  public Future<PendingUpdate> add(SqlConnection connection, JobStore.Loaded job) {
    Buffer payload =
        new JsonObject()
            .put("job", job.job().id())
            .put("chat", job.order().chatId())
            .put("user", job.order().userId())
            .put("lang", job.order().lang())
            .toBuffer();
    Tuple values =
        Tuple.of(
            feed.feedId(),
            (short) job.shard(),
            job.chatKey(),
            (short) UpdateKind.OWN.code(),
            payload);
    return connection
        .preparedQuery(ADD)
        .execute(values)
        .map(
            rows ->
                new PendingUpdate(
                    job.shard(),
                    job.chatKey(),
                    feed.feedId(),
                    rows.iterator().next().getInteger("update_id"),
                    UpdateKind.OWN.code(),
                    payload.getBytes()));
  }
}

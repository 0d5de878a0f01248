package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Outgoing;

/**
 * Calls to Telegram that were decided, written by whoever decided them. {@link DeliveryStore} takes
 * them from there.
 *
 * <p>Within a transaction, and between transactions of which one knows of the other, their ids
 * ascend in the order of their decisions. Two that write to one chat at the same moment, an answer
 * to the user and the end of an older job, may commit in the other order; neither speaks of the
 * other's message then.
 */
public final class OutboxStore {
  private static final String ADD =
      """
      INSERT INTO outbox (feed_id, shard, chat_key, dedupe, class, method, body, target, expires_at, update_id)
      SELECT $1, shard, chat_key, dedupe, class, method, body, target,
             clock_timestamp() + (expires_at - $10::timestamptz), update_id
      FROM unnest($2::int2[], $3::int8[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                  $9::timestamptz[], $11::int4[]) WITH ORDINALITY
        AS n (shard, chat_key, dedupe, class, method, body, target, expires_at, update_id, position)
      ORDER BY position
      ON CONFLICT (dedupe) DO NOTHING RETURNING
      """
          + OutboxRows.COLUMNS
          + """
      , (SELECT max(p.id) FROM outbox p
         WHERE p.shard = outbox.shard AND p.chat_key = outbox.chat_key AND p.id < outbox.id
           AND p.feed_id = outbox.feed_id) AS previous
      """;

  private final Seal seal;
  private final int feedId;
  private final InstantSource clock;

  /** A store for one bot. */
  public OutboxStore(Db db, FeedStore.Feed feed) {
    this(db, feed, InstantSource.system());
  }

  /**
   * A store for one bot.
   *
   * @param clock the one by which drafts expire; only spans of it reach the database
   */
  OutboxStore(Db db, FeedStore.Feed feed, InstantSource clock) {
    this.seal = db.seal();
    this.feedId = feed.feedId();
    this.clock = clock;
  }

  /** Adds calls inside the transaction that decided them; names already known are skipped. */
  public Future<List<Outgoing>> add(SqlConnection connection, List<Draft> drafts) {
    if (drafts.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return connection.preparedQuery(ADD).execute(columns(drafts)).map(this::chained);
  }

  /** The statement does not see its own rows: who comes before whom among them is told here. */
  private List<Outgoing> chained(Iterable<Row> rows) {
    List<Outgoing> messages = new ArrayList<>();
    Map<Long, Long> last = new HashMap<>();
    for (Row row : rows) {
      Outgoing message = OutboxRows.outgoing(row, seal);
      Long before = last.put(message.chatKey(), message.id());
      Long previous = before == null ? row.getLong("previous") : before;
      messages.add(previous == null ? message : message.after(OptionalLong.of(previous)));
    }
    return messages;
  }

  private Tuple columns(List<Draft> drafts) {
    return Tuple.of(feedId)
        .addArrayOfShort(drafts.stream().map(d -> (short) d.shard()).toArray(Short[]::new))
        .addArrayOfLong(drafts.stream().map(Draft::chatKey).toArray(Long[]::new))
        .addArrayOfString(drafts.stream().map(Draft::dedupe).toArray(String[]::new))
        .addArrayOfString(
            drafts.stream()
                .map(d -> String.valueOf(d.deliveryClass().code()))
                .toArray(String[]::new))
        .addArrayOfString(drafts.stream().map(Draft::method).toArray(String[]::new))
        .addArrayOfString(
            drafts.stream()
                .map(d -> seal.seal(d.body(), OutboxRows.place(d.dedupe())))
                .toArray(String[]::new))
        .addArrayOfString(drafts.stream().map(d -> d.target().orElse(null)).toArray(String[]::new))
        .addArrayOfOffsetDateTime(
            drafts.stream()
                .map(d -> d.expiresAt().map(OutboxStore::utc).orElse(null))
                .toArray(OffsetDateTime[]::new))
        .addOffsetDateTime(utc(clock.instant()))
        .addArrayOfInteger(
            drafts.stream()
                .map(d -> d.cause().isPresent() ? (Integer) d.cause().getAsInt() : null)
                .toArray(Integer[]::new));
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}

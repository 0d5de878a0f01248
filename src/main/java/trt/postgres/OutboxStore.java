package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Outgoing;

/**
 * Calls to Telegram that were decided: {@code outbox} until they are over, {@code delivered}
 * afterwards.
 */
public final class OutboxStore {
  private static final String COLUMNS =
      "shard, chat_key, id, dedupe, class, method, body, target, sending_at, not_before, expires_at";

  private static final String ADD =
      """
      INSERT INTO outbox (feed_id, shard, chat_key, dedupe, class, method, body, target, expires_at)
      SELECT $1, shard, chat_key, dedupe, class, method, body, target, expires_at
      FROM unnest($2::int2[], $3::int8[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                  $9::timestamptz[]) WITH ORDINALITY
        AS n (shard, chat_key, dedupe, class, method, body, target, expires_at, position)
      ORDER BY position
      ON CONFLICT (dedupe) DO NOTHING RETURNING
      """
          + COLUMNS;

  private static final String PENDING =
      "SELECT "
          + COLUMNS
          + """
           FROM outbox WHERE feed_id = $1 AND shard = ANY ($2)
      ORDER BY shard, chat_key, id LIMIT $3
      """;

  private static final String MARK =
      """
      UPDATE outbox o SET sending_at = clock_timestamp(), attempt = attempt + 1
      FROM unnest($1::int2[], $2::int8[], $3::int8[]) AS n (shard, chat_key, id)
      WHERE o.shard = n.shard AND o.chat_key = n.chat_key AND o.id = n.id RETURNING o.id
      """;

  private static final String FINISH =
      """
      WITH over AS (
        DELETE FROM outbox o
        USING unnest($1::int2[], $2::int8[], $3::int8[], $4::int8[], $5::text[], $6::text[])
          AS n (shard, chat_key, id, message_id, file_id, outcome)
        WHERE o.shard = n.shard AND o.chat_key = n.chat_key AND o.id = n.id
        RETURNING o.dedupe, n.message_id, n.file_id, n.outcome)
      INSERT INTO delivered (dedupe, message_id, file_id, outcome)
      SELECT * FROM over ON CONFLICT DO NOTHING
      """;

  private static final String REPLACE =
      """
      UPDATE outbox SET class = $4, method = $5, body = $6, target = NULL, sending_at = NULL
      WHERE shard = $1 AND chat_key = $2 AND id = $3
      """;

  private static final String HOLD_BACK =
      "UPDATE outbox SET not_before = $4, sending_at = NULL WHERE shard = $1 AND chat_key = $2 AND id = $3";

  private final Db db;
  private final int feedId;

  /** A store for one bot. */
  public OutboxStore(Db db, FeedStore.Feed feed) {
    this.db = db;
    this.feedId = feed.feedId();
  }

  /**
   * How a call ended.
   *
   * @param messageId of the message made or edited, 0 when there is none
   * @param fileId Telegram's name for the uploaded media, empty when there is none
   * @param outcome S sent, A sent again after an unclear answer, X refused for good, E expired
   */
  public record Ended(Outgoing message, long messageId, String fileId, char outcome) {}

  /** Adds calls inside the transaction that decided them; names already known are skipped. */
  public Future<List<Outgoing>> add(SqlConnection connection, List<Draft> drafts) {
    if (drafts.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return connection.preparedQuery(ADD).execute(columns(drafts)).map(OutboxStore::outgoing);
  }

  /** What is waiting in these shards, in order per chat. */
  public Future<List<Outgoing>> pending(Short[] shards, int limit) {
    return db.query(PENDING, Tuple.of(feedId, shards, limit)).map(OutboxStore::outgoing);
  }

  /**
   * Notes that these sends begin now: a row found marked later was possibly delivered.
   *
   * @return ids of those that are still to be sent
   */
  public Future<Set<Long>> markSending(List<Outgoing> messages) {
    return db.query(MARK, keys(messages))
        .map(rows -> rows.stream().map(row -> row.getLong("id")).collect(Collectors.toSet()));
  }

  /** Takes ended calls out and records how they ended, at once. */
  public Future<Void> finish(List<Ended> ended) {
    Tuple values =
        keys(ended.stream().map(Ended::message).toList())
            .addArrayOfLong(
                ended.stream()
                    .map(e -> e.messageId() == 0 ? null : (Long) e.messageId())
                    .toArray(Long[]::new))
            .addArrayOfString(
                ended.stream()
                    .map(e -> e.fileId().isEmpty() ? null : e.fileId())
                    .toArray(String[]::new))
            .addArrayOfString(
                ended.stream().map(e -> String.valueOf(e.outcome())).toArray(String[]::new));
    return db.query(FINISH, values).mapEmpty();
  }

  /** Puts another call in the place of one that cannot succeed, keeping its turn and its name. */
  public Future<Void> replace(Outgoing old, DeliveryClass newClass, String method, String body) {
    return db.query(
            REPLACE,
            Tuple.of(
                (short) old.shard(),
                old.chatKey(),
                old.id(),
                String.valueOf(newClass.code()),
                method,
                body))
        .mapEmpty();
  }

  /** Keeps a call back until then, across restarts. */
  public Future<Void> holdBack(Outgoing message, Instant until) {
    Tuple values =
        Tuple.of(
            (short) message.shard(),
            message.chatKey(),
            message.id(),
            OffsetDateTime.ofInstant(until, ZoneOffset.UTC));
    return db.query(HOLD_BACK, values).mapEmpty();
  }

  /** The message a named call made; empty when it is not delivered or made none. */
  public Future<Optional<Long>> messageOf(String dedupe) {
    return db.query("SELECT message_id FROM delivered WHERE dedupe = $1", Tuple.of(dedupe))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .flatMap(row -> Optional.ofNullable(row.getLong("message_id"))));
  }

  private static Tuple keys(List<Outgoing> messages) {
    return Tuple.tuple()
        .addArrayOfShort(messages.stream().map(m -> (short) m.shard()).toArray(Short[]::new))
        .addArrayOfLong(messages.stream().map(Outgoing::chatKey).toArray(Long[]::new))
        .addArrayOfLong(messages.stream().map(Outgoing::id).toArray(Long[]::new));
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
        .addArrayOfString(drafts.stream().map(Draft::body).toArray(String[]::new))
        .addArrayOfString(drafts.stream().map(d -> d.target().orElse(null)).toArray(String[]::new))
        .addArrayOfOffsetDateTime(
            drafts.stream()
                .map(d -> d.expiresAt().map(OutboxStore::utc).orElse(null))
                .toArray(OffsetDateTime[]::new));
  }

  private static List<Outgoing> outgoing(Iterable<Row> rows) {
    List<Outgoing> messages = new ArrayList<>();
    rows.forEach(row -> messages.add(outgoing(row)));
    return messages;
  }

  private static Outgoing outgoing(Row row) {
    return new Outgoing(
        row.getShort("shard"),
        row.getLong("chat_key"),
        row.getLong("id"),
        row.getString("dedupe"),
        DeliveryClass.of(row.getString("class")),
        row.getString("method"),
        row.getString("body"),
        Optional.ofNullable(row.getString("target")),
        instant(row, "sending_at"),
        instant(row, "not_before"),
        instant(row, "expires_at"));
  }

  private static Optional<Instant> instant(Row row, String column) {
    return Optional.ofNullable(row.getOffsetDateTime(column)).map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime utc(Instant instant) {
    return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}

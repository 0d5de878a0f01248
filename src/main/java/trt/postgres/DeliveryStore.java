package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Outgoing;

/**
 * The sender's side of the outbox: calls leave {@code outbox} for {@code delivered} in one
 * statement. Every other write names the attempt it knows of and changes nothing when somebody else
 * has been there since, so that of two nodes that both believe to own a chat one goes on.
 */
public final class DeliveryStore {
  private static final String FIRST =
      """
      (o.method LIKE 'answer%' OR NOT EXISTS (
        SELECT 1 FROM outbox e WHERE e.shard = o.shard AND e.chat_key = o.chat_key AND e.id < o.id
          AND e.feed_id = o.feed_id AND e.method NOT LIKE 'answer%'))
      """;

  // "= ANY (ARRAY[...])": PostgreSQL, which last counted these tables when they were empty, would
  // walk
  // through the whole key in its order to join them; this it can only look up.
  private static final String MARK =
      """
      UPDATE outbox o SET sending_at = clock_timestamp(), attempt = n.attempt + 1, sender = $5
      FROM unnest($1::int2[], $2::int8[], $3::int8[], $4::int2[], $6::float8[])
        AS n (shard, chat_key, id, attempt, unclear_for)
      WHERE o.shard = ANY (ARRAY[n.shard]) AND o.chat_key = n.chat_key AND o.id = n.id
        AND (o.attempt = n.attempt OR (o.attempt = n.attempt + 1 AND o.sender = $5))
        AND (o.sending_at IS NULL OR o.sender = $5
             OR o.sending_at < clock_timestamp() - make_interval(secs => n.unclear_for))
        AND
      """
          + FIRST
          + "RETURNING o.id";

  private static final String STILL_FIRST =
      """
      SELECT o.id FROM unnest($1::int2[], $2::int8[], $3::int8[], $4::int2[]) AS n (shard, chat_key, id, attempt)
      JOIN outbox o ON o.shard = ANY (ARRAY[n.shard]) AND o.chat_key = n.chat_key AND o.id = n.id AND o.attempt = n.attempt
      WHERE
      """
          + FIRST;

  private static final String FINISH =
      """
      WITH over AS (
        DELETE FROM outbox o
        USING unnest($1::int2[], $2::int8[], $3::int8[], $4::int2[], $5::int8[], $6::text[], $7::text[])
          AS n (shard, chat_key, id, attempt, message_id, outcome, others)
        WHERE o.shard = ANY (ARRAY[n.shard]) AND o.chat_key = n.chat_key AND o.id = n.id
        RETURNING o.feed_id, o.chat_key, o.dedupe, n.message_id, n.others::int8[] AS others,
                  CASE WHEN n.outcome = 'S' AND o.attempt > n.attempt THEN 'A' ELSE n.outcome END AS outcome),
      heard AS (
        DELETE FROM chat_gone g USING over
        WHERE g.feed_id = ANY (ARRAY[over.feed_id]) AND g.chat_key = over.chat_key AND over.outcome IN ('S', 'A')
          AND over.message_id IS NOT NULL)
      INSERT INTO delivered (dedupe, message_id, outcome, others)
      SELECT dedupe, message_id, outcome, others FROM over ON CONFLICT DO NOTHING
      """;

  private static final String HOLD_BACK =
      """
      UPDATE outbox SET not_before = clock_timestamp() + make_interval(secs => $5), sending_at = NULL
      WHERE shard = $1 AND chat_key = $2 AND id = $3 AND attempt = $4
      """;

  private static final String GONE =
      """
      INSERT INTO chat_gone (feed_id, chat_key, reason) VALUES ($1, $2, $3)
      ON CONFLICT (feed_id, chat_key) DO NOTHING
      """;

  private final Db db;
  private final int feedId;
  private final String sender;

  /** A store for one bot; {@link #sentBy} makes it one for a sender. */
  public DeliveryStore(Db db, FeedStore.Feed feed) {
    this(db, feed.feedId(), "");
  }

  private DeliveryStore(Db db, int feedId, String sender) {
    this.db = db;
    this.feedId = feedId;
    this.sender = sender;
  }

  /**
   * The store of one sender.
   *
   * @param name the node's id, a slash, and what no other instance was ever called
   */
  public DeliveryStore sentBy(String name) {
    return new DeliveryStore(db, feedId, name);
  }

  /**
   * How a call ended.
   *
   * @param messageId of the message made or edited, 0 when there is none
   * @param others ids of the further messages of an album
   * @param outcome S sent, A sent again after an unclear answer, X refused for good, E expired
   */
  public record Ended(Outgoing message, long messageId, List<Long> others, char outcome) {
    /** Copies the list. */
    public Ended {
      others = List.copyOf(others);
    }

    /** Of a call that makes or changes one message at most. */
    public Ended(Outgoing message, long messageId, char outcome) {
      this(message, messageId, List.of(), outcome);
    }

    /** As PostgreSQL spells an array, null when there are none. */
    @Nullable String spelt() {
      return others.isEmpty()
          ? null
          : others.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
  }

  /** A send about to begin, and for how long another one's mark on it would mean "unclear". */
  public record Mark(Outgoing message, Duration unclearFor) {}

  /**
   * Notes that these sends begin now: a row found marked later was possibly delivered. Asked again
   * after a lost answer, it finds its own mark.
   *
   * @return ids of those that are to be sent: still there, first of their chat, not overtaken by
   *     another sender, and not in the middle of another's send
   */
  public Future<Set<Long>> markSending(List<Mark> marks) {
    List<Mark> sorted = sorted(marks, Mark::message);
    Tuple values =
        keys(sorted.stream().map(Mark::message).toList())
            .addString(sender)
            .addArrayOfDouble(
                sorted.stream()
                    .map(mark -> mark.unclearFor().toMillis() / 1000.0)
                    .toArray(Double[]::new));
    return db.query(MARK, values).map(DeliveryStore::ids);
  }

  /** Which of these are still there as they were read, and first of their chat. */
  public Future<Set<Long>> stillFirst(List<Outgoing> messages) {
    return db.query(STILL_FIRST, keys(messages)).map(DeliveryStore::ids);
  }

  /**
   * Takes ended calls out and records how they ended, at once. Not fenced: what was sent was sent,
   * whoever owns the chat now. When another sender has begun since, its send may arrive too: the
   * outcome is A then, whatever this one saw.
   */
  public Future<Void> finish(List<Ended> all) {
    List<Ended> ended = sorted(all, Ended::message);
    Tuple values =
        keys(ended.stream().map(Ended::message).toList())
            .addArrayOfLong(
                ended.stream()
                    .map(e -> e.messageId() == 0 ? null : (Long) e.messageId())
                    .toArray(Long[]::new))
            .addArrayOfString(
                ended.stream().map(e -> String.valueOf(e.outcome())).toArray(String[]::new))
            .addArrayOfString(ended.stream().map(Ended::spelt).toArray(String[]::new));
    return db.query(FINISH, values).mapEmpty();
  }

  /** A method and its body. */
  public record Call(String method, String body) {}

  /**
   * Puts another call in the place of one that cannot succeed, keeping its turn and its name.
   *
   * @param more calls that come after it, last in the chat; empty but for an album taken apart
   * @return false when somebody else has been there since; then nothing was written
   */
  public Future<Boolean> replace(Outgoing old, DeliveryClass newClass, Call by, List<Call> more) {
    Tuple values =
        ReplacedCall.values(db.seal(), key(old).addString(sender), old.dedupe(), by, more)
            .addString(String.valueOf(newClass.code()));
    return db.query(ReplacedCall.SQL, values).map(rows -> rows.size() > 0);
  }

  /** Keeps a call back for so long, across restarts, unless somebody else has been there since. */
  public Future<Void> holdBack(Outgoing message, Duration pause) {
    return db.query(HOLD_BACK, key(message).addDouble(pause.toMillis() / 1000.0)).mapEmpty();
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

  /** Remembers that a chat refuses the bot, until a message arrives there again. */
  public Future<Void> gone(long chatKey, String reason) {
    return db.query(GONE, Tuple.of(feedId, chatKey, reason)).mapEmpty();
  }

  private static Set<Long> ids(Iterable<Row> rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(row -> row.getLong("id"))
        .collect(Collectors.toSet());
  }

  private static Tuple key(Outgoing message) {
    return Tuple.of(
        (short) message.shard(), message.chatKey(), message.id(), (short) message.attempt());
  }

  /** Two nodes that write the same rows take their locks in the same order. */
  private static <T> List<T> sorted(List<T> items, Function<T, Outgoing> message) {
    Comparator<Outgoing> byKey =
        Comparator.comparingInt(Outgoing::shard)
            .thenComparingLong(Outgoing::chatKey)
            .thenComparingLong(Outgoing::id);
    return items.stream().sorted(Comparator.comparing(message, byKey)).toList();
  }

  private static Tuple keys(List<Outgoing> messages) {
    return places(messages)
        .addArrayOfShort(messages.stream().map(m -> (short) m.attempt()).toArray(Short[]::new));
  }

  private static Tuple places(List<Outgoing> messages) {
    return Tuple.tuple()
        .addArrayOfShort(messages.stream().map(m -> (short) m.shard()).toArray(Short[]::new))
        .addArrayOfLong(messages.stream().map(Outgoing::chatKey).toArray(Long[]::new))
        .addArrayOfLong(messages.stream().map(Outgoing::id).toArray(Long[]::new));
  }
}

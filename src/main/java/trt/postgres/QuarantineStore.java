package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import trt.domain.inbox.UpdateKind;

/** What was set aside, for the operator who decides what becomes of it. */
public final class QuarantineStore {
  private static final String FIND =
      """
      SELECT q.correlation_id, q.feed_id, q.update_id, q.chat_key, q.reason, q.attempts, q.at, u.kind, u.payload
      FROM tg_quarantine q LEFT JOIN tg_update u USING (feed_id, update_id)
      WHERE ($1::text IS NULL OR q.correlation_id = $1) AND ($3::int4 IS NULL OR q.feed_id = $3)
      ORDER BY q.at, q.feed_id, q.update_id LIMIT $2
      """;

  // In one statement, so that an update is set aside, waiting or over, and never two of them. An
  // update whose
  // content is gone stays where it is.
  private static final String REPLAY =
      """
      WITH back AS (
        DELETE FROM tg_quarantine q USING tg_update u
        WHERE u.feed_id = q.feed_id AND u.update_id = q.update_id
          AND ($1::text IS NULL OR q.correlation_id = $1) AND ($2::int4 IS NULL OR q.feed_id = $2)
        RETURNING u.shard, q.*),
      innocent AS (
        DELETE FROM tg_suspect s USING back b WHERE s.feed_id = b.feed_id AND s.update_id = b.update_id),
      past AS (
        INSERT INTO tg_quarantine_past (feed_id, update_id, correlation_id, reason, attempts, at, outcome)
        SELECT feed_id, update_id, correlation_id, reason, attempts, at, 'replayed' FROM back),
      ready AS (
        INSERT INTO tg_ready (shard, chat_key, feed_id, update_id)
        SELECT shard, chat_key, feed_id, update_id FROM back)
      SELECT correlation_id FROM back ORDER BY update_id
      """;

  private static final String DROP =
      """
      WITH gone AS (
        DELETE FROM tg_quarantine WHERE correlation_id = $1 AND ($2::int4 IS NULL OR feed_id = $2) RETURNING *),
      past AS (
        INSERT INTO tg_quarantine_past (feed_id, update_id, correlation_id, reason, attempts, at, outcome)
        SELECT feed_id, update_id, correlation_id, reason, attempts, at, 'dropped' FROM gone)
      SELECT correlation_id FROM gone
      """;

  private final BiFunction<String, Tuple, Future<RowSet<Row>>> run;
  private final @Nullable Integer feedId;
  private final Seal seal;

  /** All bots of this database. */
  public QuarantineStore(Db db) {
    this(db::query, null, db.seal());
  }

  private QuarantineStore(
      BiFunction<String, Tuple, Future<RowSet<Row>>> run, @Nullable Integer feedId, Seal seal) {
    this.run = run;
    this.feedId = feedId;
    this.seal = seal;
  }

  /** What is set aside of one bot, within the caller's transaction. */
  public static QuarantineStore within(SqlConnection connection, int feedId, Seal seal) {
    return new QuarantineStore(
        (sql, values) -> connection.preparedQuery(sql).execute(values), feedId, seal);
  }

  /**
   * An update that was set aside.
   *
   * @param id the number the user was told
   * @param reason what went wrong and where, without words of the user
   * @param payload as Telegram sent it; empty when it is gone and cannot be replayed
   */
  public record SetAside(
      String id,
      int feedId,
      int updateId,
      long chatKey,
      UpdateKind kind,
      String reason,
      int attempts,
      Instant at,
      Optional<Buffer> payload) {}

  /** The oldest of them, at most so many. */
  public Future<List<SetAside>> list(int limit) {
    return run.apply(FIND, Tuple.of(null, limit, feedId)).map(this::setAside);
  }

  /** The one with this number. */
  public Future<Optional<SetAside>> find(String id) {
    return run.apply(FIND, Tuple.of(id, 1, feedId))
        .map(rows -> setAside(rows).stream().findFirst());
  }

  /**
   * Lets it run again, before what else waits in its chat. Once: a second time finds nothing.
   *
   * @param id its number, or empty for all
   * @return the numbers of those that run again
   */
  public Future<List<String>> replay(Optional<String> id) {
    return run.apply(REPLAY, Tuple.of(id.orElse(null), feedId)).map(QuarantineStore::ids);
  }

  /**
   * Gives it up.
   *
   * @return its number, or nothing if it is not set aside
   */
  public Future<List<String>> drop(String id) {
    return run.apply(DROP, Tuple.of(id, feedId)).map(QuarantineStore::ids);
  }

  private static List<String> ids(RowSet<Row> rows) {
    return rows.stream().map(row -> row.getString("correlation_id")).toList();
  }

  private List<SetAside> setAside(RowSet<Row> rows) {
    return rows.stream()
        .map(
            row ->
                new SetAside(
                    row.getString("correlation_id"),
                    row.getInteger("feed_id"),
                    row.getInteger("update_id"),
                    row.getLong("chat_key"),
                    UpdateKind.of(Objects.requireNonNullElse(row.getShort("kind"), (short) 0)),
                    row.getString("reason"),
                    row.getShort("attempts"),
                    Objects.requireNonNull(row.get(OffsetDateTime.class, "at")).toInstant(),
                    payload(row)))
        .toList();
  }

  private Optional<Buffer> payload(Row row) {
    String place = InboxStore.place(row.getInteger("feed_id"), row.getInteger("update_id"));
    return Optional.ofNullable(row.getBuffer("payload"))
        .map(stored -> Buffer.buffer(seal.open(stored, place)));
  }
}

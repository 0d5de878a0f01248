package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import trt.domain.dialogue.admin.AdminView;
import trt.domain.dialogue.admin.Broadcast;
import trt.domain.dialogue.admin.Segment;

/** Messages to many: one at a time for a bot, written in small steps, each in a transaction. */
public final class BroadcastStore {
  private static final Duration WITHIN = Duration.ofSeconds(2);

  private static final String READERS =
      """
      FROM person p
      WHERE p.tenant_id = $1 AND ($2::int4 IS NULL OR p.seen_on > (now() AT TIME ZONE 'UTC')::date - $2)
        AND ($3::text IS NULL OR p.lang = $3)
        AND NOT EXISTS (SELECT FROM person_ban b WHERE b.tenant_id = $1 AND b.user_id = p.user_id)
      """;
  private static final String COUNT = "SELECT count(*) AS n " + READERS;
  private static final String NEXT =
      "SELECT p.user_id, p.lang " + READERS + " AND p.user_id > $4 ORDER BY p.user_id LIMIT $5";

  private static final String BEGIN =
      """
      INSERT INTO broadcast (feed_id, admin_id, segment, words) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
      """;
  private static final String HALT =
      """
      UPDATE broadcast SET state = 'stopped', ended_at = clock_timestamp()
      WHERE id = $1 AND feed_id = $2 AND state = 'running'
      """;
  private static final String RUNNING =
      """
      SELECT b.id, b.admin_id, b.segment, b.words, b.place, b.written,
             coalesce((SELECT p.lang FROM person p WHERE p.tenant_id = $2 AND p.user_id = b.admin_id), 'en') AS lang
      FROM broadcast b WHERE b.feed_id = $1 AND b.state = 'running' FOR UPDATE OF b SKIP LOCKED
      """;
  private static final String MOVED =
      """
      UPDATE broadcast
      SET place = $2, written = written + $3, state = CASE WHEN $4 THEN 'done' ELSE state END,
          ended_at = CASE WHEN $4 THEN clock_timestamp() END
      WHERE id = $1
      """;
  private static final String UNSENT =
      """
      SELECT count(*) AS n FROM (
        SELECT FROM outbox WHERE feed_id = $1 AND dedupe LIKE 'cast:%' LIMIT $2) waiting
      """;
  private static final String LAST =
      """
      SELECT b.id, b.segment, b.state, b.words, b.written, b.at,
             (SELECT count(*) FROM outbox o WHERE o.feed_id = $1 AND o.dedupe LIKE 'cast:' || b.id || ':%') AS waiting
      FROM broadcast b WHERE b.feed_id = $1 ORDER BY b.id DESC LIMIT 5
      """;

  private final Db db;
  private final FeedStore.Feed feed;

  /** A store for one bot. */
  public BroadcastStore(Db db, FeedStore.Feed feed) {
    this.db = db;
    this.feed = feed;
  }

  /**
   * One that is under way, locked by the caller's transaction.
   *
   * @param lang of the operator who began it
   */
  public record Running(
      long id, long admin, String lang, Segment segment, String words, long place, long written) {}

  /** Somebody to write to. */
  public record Reader(long id, String lang) {}

  /** How many people a broadcast would go to. */
  public Future<AdminView> audience(Segment segment) {
    return db.query(WITHIN, COUNT, readers(segment))
        .map(rows -> new AdminView.Audience(rows.iterator().next().getLong("n")));
  }

  /** Begins one; false while another one is under way. */
  public Future<Boolean> begin(
      SqlConnection connection, long admin, Segment segment, String words) {
    return connection
        .preparedQuery(BEGIN)
        .execute(Tuple.of(feed.feedId(), admin, segment.text(), words))
        .map(rows -> rows.rowCount() > 0);
  }

  /** Ends one early; false when it is not under way. What is written already is sent. */
  public Future<Boolean> halt(SqlConnection connection, long id) {
    return connection
        .preparedQuery(HALT)
        .execute(Tuple.of(id, feed.feedId()))
        .map(rows -> rows.rowCount() > 0);
  }

  /** The last ones. */
  public Future<AdminView> last(SqlConnection connection) {
    return connection
        .preparedQuery(LAST)
        .execute(Tuple.of(feed.feedId()))
        .map(
            rows ->
                new AdminView.Broadcasts(rows.stream().map(BroadcastStore::broadcast).toList()));
  }

  /** The one under way, if nobody else holds it. */
  public Future<Optional<Running>> running(SqlConnection connection) {
    return connection
        .preparedQuery(RUNNING)
        .execute(Tuple.of(feed.feedId(), feed.tenantId()))
        .map(rows -> rows.stream().findFirst().map(BroadcastStore::running));
  }

  /** Messages of broadcasts that wait to be sent, counted up to a limit. */
  public Future<Long> unsent(SqlConnection connection, int limit) {
    return connection
        .preparedQuery(UNSENT)
        .execute(Tuple.of(feed.feedId(), limit))
        .map(rows -> rows.iterator().next().getLong("n"));
  }

  /** The next people to write to, in the order of their ids. */
  public Future<List<Reader>> next(SqlConnection connection, Running running, int most) {
    return connection
        .preparedQuery(NEXT)
        .execute(readers(running.segment()).addLong(running.place()).addInteger(most))
        .map(
            rows ->
                rows.stream()
                    .map(row -> new Reader(row.getLong("user_id"), row.getString("lang")))
                    .toList());
  }

  /** So many more are written, up to this person; the last of them when it is over. */
  public Future<Void> moved(
      SqlConnection connection, long id, long place, long more, boolean over) {
    return connection.preparedQuery(MOVED).execute(Tuple.of(id, place, more, over)).mapEmpty();
  }

  private Tuple readers(Segment segment) {
    return Tuple.of(feed.tenantId())
        .addInteger(segment.days().isPresent() ? segment.days().getAsInt() : null)
        .addString(segment.lang().orElse(null));
  }

  private static Running running(Row row) {
    return new Running(
        row.getLong("id"),
        row.getLong("admin_id"),
        row.getString("lang"),
        Segment.of(row.getString("segment")).orElseThrow(),
        row.getString("words"),
        row.getLong("place"),
        row.getLong("written"));
  }

  private static Broadcast broadcast(Row row) {
    return new Broadcast(
        row.getLong("id"),
        row.getString("segment"),
        row.getString("state"),
        row.getString("words"),
        row.getLong("written"),
        row.getLong("waiting"),
        Instants.read(row, "at"));
  }
}

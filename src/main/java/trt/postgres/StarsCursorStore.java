package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import trt.domain.wallet.Charge;

/** How far Telegram's list of Star transactions was read, and what of it the books know. */
public final class StarsCursorStore {
  private static final String READ =
      """
      INSERT INTO stars_cursor (feed_id, transactions) VALUES ($1, 0)
      ON CONFLICT (feed_id) DO UPDATE SET feed_id = excluded.feed_id RETURNING transactions
      """;

  private static final String ADVANCE =
      "UPDATE stars_cursor SET transactions = $2, at = clock_timestamp() WHERE feed_id = $1";

  // What the account earned before this bot had it is somebody else's business.
  private static final String UNCONFIRMED =
      """
      SELECT c.id FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS c (id, payload, at)
      WHERE NOT EXISTS (SELECT FROM stars_confirmed f WHERE f.charge_id = c.id)
        AND (c.at >= (SELECT since FROM stars_cursor WHERE feed_id = $1)
             OR EXISTS (SELECT FROM stars_payment p WHERE p.charge_id = c.id)
             OR EXISTS (SELECT FROM stars_invoice i WHERE i.token = c.payload))
      """;

  private static final String UNREFUNDED =
      """
      SELECT p.charge_id AS id FROM stars_payment p LEFT JOIN stars_refund r USING (charge_id)
      WHERE p.charge_id = ANY ($1) AND r.state IS DISTINCT FROM 'done'
      """;

  private static final String CONFIRM =
      "INSERT INTO stars_confirmed (charge_id) VALUES ($1) ON CONFLICT DO NOTHING";

  // Bounded to a week, so that its cost does not grow with the history.
  private static final String STATE =
      """
      SELECT extract(epoch FROM clock_timestamp() - (SELECT at FROM stars_cursor WHERE feed_id = $1))::float8 AS ago,
             (SELECT count(*) FROM stars_refund WHERE state = 'intent') AS refunds,
             (SELECT coalesce(extract(epoch FROM clock_timestamp() - min(at)), 0)::float8
              FROM stars_refund WHERE state = 'intent') AS oldest,
             (SELECT count(*) FROM stars_payment p
              WHERE p.feed_id = $1 AND p.at < clock_timestamp() - make_interval(secs => $2)
                AND p.at > clock_timestamp() - interval '7 days'
                AND NOT EXISTS (SELECT FROM stars_confirmed f WHERE f.charge_id = p.charge_id)) AS unconfirmed
      """;

  private static final double MILLIS = 1000.0;

  private final Db db;
  private final int feedId;

  /** A store for one bot. */
  public StarsCursorStore(Db db, FeedStore.Feed feed) {
    this.db = db;
    this.feedId = feed.feedId();
  }

  /**
   * How payments stand.
   *
   * @param readAgo since the list was read to its end, empty before the first time
   * @param refunds decided and not certain yet
   * @param oldestRefund how long the longest of them has been waiting
   * @param unconfirmed payments of the last week that should be on Telegram's list and are not
   */
  public record State(
      Optional<Duration> readAgo, long refunds, Duration oldestRefund, long unconfirmed) {}

  /** How many transactions were read. The first call marks the beginning of this bot's books. */
  public Future<Long> read() {
    return db.query(READ, Tuple.of(feedId))
        .map(rows -> rows.iterator().next().getLong("transactions"));
  }

  /** So many were read, to the end or to the end of a page. */
  public Future<Void> advance(long transactions) {
    return db.query(ADVANCE, Tuple.of(feedId, transactions)).mapEmpty();
  }

  /** Which of these payments are still to be credited or confirmed. */
  public Future<Set<String>> unconfirmed(List<Charge> charges) {
    if (charges.isEmpty()) {
      return Future.succeededFuture(Set.of());
    }
    Tuple values =
        Tuple.of(feedId)
            .addArrayOfString(charges.stream().map(Charge::id).toArray(String[]::new))
            .addArrayOfString(charges.stream().map(Charge::payload).toArray(String[]::new))
            .addArrayOfOffsetDateTime(
                charges.stream()
                    .map(charge -> OffsetDateTime.ofInstant(charge.paidAt(), ZoneOffset.UTC))
                    .toArray(OffsetDateTime[]::new));
    return db.query(UNCONFIRMED, values).map(StarsCursorStore::ids);
  }

  /** Which of these payments went back and the books do not know it. */
  public Future<Set<String>> unrefunded(List<String> chargeIds) {
    return chargeIds.isEmpty()
        ? Future.succeededFuture(Set.of())
        : db.query(UNREFUNDED, Tuple.tuple().addArrayOfString(chargeIds.toArray(String[]::new)))
            .map(StarsCursorStore::ids);
  }

  /** The payment is on Telegram's list. Idempotent. */
  public Future<Void> confirm(SqlConnection connection, String chargeId) {
    return connection.preparedQuery(CONFIRM).execute(Tuple.of(chargeId)).mapEmpty();
  }

  /**
   * For health and metrics.
   *
   * @param confirmWithin after this time a payment should be on the list
   */
  public Future<State> state(Duration confirmWithin) {
    return db.query(STATE, Tuple.of(feedId, confirmWithin.toMillis() / MILLIS))
        .map(rows -> state(rows.iterator().next()));
  }

  private static State state(Row row) {
    return new State(
        Optional.ofNullable(row.getDouble("ago")).map(StarsCursorStore::seconds),
        row.getLong("refunds"),
        seconds(row.getDouble("oldest")),
        row.getLong("unconfirmed"));
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis(Math.round(seconds * MILLIS));
  }

  private static Set<String> ids(RowSet<Row> rows) {
    Set<String> ids = new HashSet<>();
    rows.forEach(row -> ids.add(row.getString("id")));
    return ids;
  }
}

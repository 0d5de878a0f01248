package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import trt.domain.wallet.Charge;

/**
 * Refunds of payments in Stars: an intent that has taken the money out of the wallet, then the
 * certainty that Telegram gave it back, or that it will not.
 */
public final class RefundStore {
  private static final String INTENT = "SELECT payment_refund_intent($1, $2, $3) AS state";
  private static final String SEEN = "SELECT payment_refund_seen($1, 'told by Telegram') AS fresh";
  private static final String DONE = "SELECT payment_refund_done($1) AS fresh";
  private static final String REFUSED = "SELECT payment_refund_refused($1) AS fresh";

  private static final String DUE =
      """
      SELECT charge_id, p.user_id, p.stars, p.payload, p.paid_at, r.round, r.attempts
      FROM stars_refund r JOIN stars_payment p USING (charge_id)
      WHERE r.state = 'intent' AND r.not_before <= clock_timestamp() AND p.feed_id = $1
      ORDER BY r.not_before LIMIT $2
      """;

  private static final String LATER =
      """
      UPDATE stars_refund
      SET attempts = attempts + 1, not_before = clock_timestamp() + make_interval(secs => $2)
      WHERE charge_id = $1 AND state = 'intent'
      """;

  private static final double MILLIS = 1000.0;

  private final Db db;
  private final int feedId;

  /** A store for one bot. */
  public RefundStore(Db db, FeedStore.Feed feed) {
    this(db, feed.feedId());
  }

  private RefundStore(Db db, int feedId) {
    this.db = db;
    this.feedId = feedId;
  }

  /** For operators: wishes about the payments of every bot; nothing is due to be done here. */
  public static RefundStore ofAllBots(Db db) {
    return new RefundStore(db, 0);
  }

  /** What became of a wish to refund. */
  public enum Wish {
    /** The money is taken; Telegram will be asked. */
    INTENT,
    /** It was wished before, and Telegram has not answered yet. */
    PENDING,
    /** The Stars went back earlier. */
    DONE,
    /** There is no such payment. */
    UNKNOWN
  }

  /** A refund Telegram must be asked for. */
  public record Due(Charge charge, int round, int attempts) {}

  /** Takes the money; once, may be repeated. */
  public Future<Wish> intend(String chargeId, String cause, String reason) {
    return db.query(INTENT, Tuple.of(chargeId, cause, reason)).map(RefundStore::wish);
  }

  /** The same within the caller's transaction. */
  public Future<Wish> intend(
      SqlConnection connection, String chargeId, String cause, String reason) {
    return connection
        .preparedQuery(INTENT)
        .execute(Tuple.of(chargeId, cause, reason))
        .map(RefundStore::wish);
  }

  private static Wish wish(RowSet<Row> rows) {
    return Wish.valueOf(rows.iterator().next().getString("state").toUpperCase(Locale.ROOT));
  }

  /** The Stars went back, by whomever; true for the first who says so. */
  public Future<Boolean> seen(SqlConnection connection, String chargeId) {
    return fresh(connection, SEEN, chargeId);
  }

  /** Telegram has given back what we asked for; true once. */
  public Future<Boolean> done(SqlConnection connection, String chargeId) {
    return fresh(connection, DONE, chargeId);
  }

  /** Telegram refused for good: the wallet gets its money again. True once. */
  public Future<Boolean> refused(SqlConnection connection, String chargeId) {
    return fresh(connection, REFUSED, chargeId);
  }

  /** Refunds whose time has come, longest waiting first. */
  public Future<List<Due>> due(int limit) {
    return db.query(DUE, Tuple.of(feedId, limit))
        .map(rows -> rows.stream().map(RefundStore::due).toList());
  }

  /** Not before this pause is over. */
  public Future<Void> later(String chargeId, Duration pause) {
    return db.query(LATER, Tuple.of(chargeId, pause.toMillis() / MILLIS)).mapEmpty();
  }

  private static Due due(Row row) {
    Instant paidAt = Objects.requireNonNull(row.get(OffsetDateTime.class, "paid_at")).toInstant();
    return new Due(
        new Charge(
            row.getString("charge_id"),
            row.getLong("user_id"),
            row.getLong("stars"),
            row.getString("payload"),
            paidAt),
        row.getShort("round"),
        row.getInteger("attempts"));
  }

  private static Future<Boolean> fresh(SqlConnection connection, String sql, String chargeId) {
    return connection
        .preparedQuery(sql)
        .execute(Tuple.of(chargeId))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return row.getBoolean("fresh");
            });
  }
}

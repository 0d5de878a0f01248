package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Who may enter the console: links and sessions, of which only digests are kept. */
public final class ConsoleStore {
  private static final String LINK =
      """
      INSERT INTO console_link (tenant_id, admin_id, digest, expires_at)
      VALUES ($1, $2, $3, clock_timestamp() + make_interval(secs => $4))
      ON CONFLICT (tenant_id, admin_id) DO UPDATE SET digest = excluded.digest, expires_at = excluded.expires_at
      """;

  // Of two at once the second waits for the first, and finds nothing.
  private static final String REDEEM =
      """
      DELETE FROM console_link WHERE tenant_id = $1 AND digest = $2
      RETURNING admin_id, expires_at > clock_timestamp() AS alive
      """;

  private static final String OPEN =
      """
      INSERT INTO console_session (tenant_id, admin_id, digest, expires_at)
      VALUES ($1, $2, $3, clock_timestamp() + make_interval(secs => $4))
      """;

  private static final String TIDY =
      """
      DELETE FROM console_session WHERE tenant_id = $1 AND admin_id = $2 AND (
        expires_at <= clock_timestamp() OR digest NOT IN (
          SELECT digest FROM console_session WHERE tenant_id = $1 AND admin_id = $2
          ORDER BY begun_at DESC LIMIT $3))
      """;

  private static final String FIND =
      """
      SELECT admin_id FROM console_session
      WHERE digest = $2 AND tenant_id = $1 AND expires_at > clock_timestamp()
      """;

  private static final String RETIRE =
      """
      WITH links AS (DELETE FROM console_link WHERE tenant_id = $1 AND NOT admin_id = ANY ($2))
      DELETE FROM console_session WHERE tenant_id = $1 AND NOT admin_id = ANY ($2)
      """;

  /** Sessions of one operator at once; a further one ends the oldest. */
  private static final int MOST_SESSIONS = 10;

  private static final double MILLIS = 1000.0;

  private final Db db;
  private final int tenantId;

  /** A store for one tenant: all nodes of its bots honour what is here. */
  public ConsoleStore(Db db, FeedStore.Feed feed) {
    this.db = db;
    this.tenantId = feed.tenantId();
  }

  /** Makes a link, in the caller's transaction; the operator's link before ends. */
  public Future<Void> link(SqlConnection connection, long operator, String token, Duration life) {
    return connection
        .preparedQuery(LINK)
        .execute(Tuple.of(tenantId, operator, digest(token), life.toMillis() / MILLIS))
        .mapEmpty();
  }

  /** Uses a link up; whose it was, empty when it is unknown, used or too old. */
  public Future<Optional<Long>> redeem(SqlConnection connection, String token) {
    return connection
        .preparedQuery(REDEEM)
        .execute(Tuple.of(tenantId, digest(token)))
        .map(
            rows ->
                rows.stream()
                    .filter(row -> row.getBoolean("alive"))
                    .findFirst()
                    .map(row -> row.getLong("admin_id")));
  }

  /** Begins a session, in the caller's transaction. */
  public Future<Void> open(SqlConnection connection, long operator, String token, Duration life) {
    return connection
        .preparedQuery(OPEN)
        .execute(Tuple.of(tenantId, operator, digest(token), life.toMillis() / MILLIS))
        .compose(
            opened ->
                connection.preparedQuery(TIDY).execute(Tuple.of(tenantId, operator, MOST_SESSIONS)))
        .mapEmpty();
  }

  /** Whose session it is, empty when there is none or it is over. */
  public Future<Optional<Long>> find(String token) {
    return db.query(FIND, Tuple.of(tenantId, digest(token)))
        .map(rows -> rows.stream().findFirst().map(row -> row.getLong("admin_id")));
  }

  /** Ends a session. Idempotent. */
  public Future<Void> close(String token) {
    return db.query(
            "DELETE FROM console_session WHERE tenant_id = $1 AND digest = $2",
            Tuple.of(tenantId, digest(token)))
        .mapEmpty();
  }

  /** Ends links and sessions of everybody else; how many sessions that were. Idempotent. */
  public Future<Integer> retireOthers(Set<Long> operators) {
    return db.query(RETIRE, Tuple.of(tenantId).addArrayOfLong(operators.toArray(Long[]::new)))
        .map(RowSet<Row>::rowCount);
  }

  private static Buffer digest(String token) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return Buffer.buffer(sha.digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}

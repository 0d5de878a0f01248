package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;

/** Who gets nothing done, within the caller's transaction. Money is never touched here. */
public final class BanStore {
  private static final String BAN =
      """
      INSERT INTO person_ban (tenant_id, user_id, reason, admin_id) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING
      """;
  private static final String UNBAN =
      "DELETE FROM person_ban WHERE tenant_id = $1 AND user_id = $2";
  private static final String TELL =
      """
      UPDATE person_ban SET told_at = clock_timestamp()
      WHERE tenant_id = $1 AND user_id = $2
        AND (told_at IS NULL OR told_at < clock_timestamp() - make_interval(secs => $3))
      """;
  private static final double MILLIS = 1000.0;

  private final int tenantId;

  /** A store for one bot. */
  public BanStore(FeedStore.Feed feed) {
    this.tenantId = feed.tenantId();
  }

  /** Bans a person who is known; true when that changes something. */
  public Future<Boolean> ban(SqlConnection connection, long person, String reason, long admin) {
    return changes(connection, BAN, Tuple.of(tenantId, person, reason, admin));
  }

  /** Ends a ban; true when there was one. */
  public Future<Boolean> unban(SqlConnection connection, long person) {
    return changes(connection, UNBAN, Tuple.of(tenantId, person));
  }

  /** Whether a banned person is to be told so now; true at most once in that time. */
  public Future<Boolean> mayTell(SqlConnection connection, long person, Duration every) {
    return changes(connection, TELL, Tuple.of(tenantId, person, every.toMillis() / MILLIS));
  }

  private static Future<Boolean> changes(SqlConnection connection, String sql, Tuple values) {
    return connection.preparedQuery(sql).execute(values).map(rows -> rows.rowCount() > 0);
  }
}

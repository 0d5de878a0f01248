package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether a KIE account takes orders, for all nodes and bots that share it. */
public final class SalesPauseStore {
  private final Db db;

  /** A store on this database. */
  public SalesPauseStore(Db db) {
    this.db = db;
  }

  /**
   * Why nothing is sold.
   *
   * @param reason NO_CREDITS or BAD_KEY
   * @param needs credits without which it makes no sense to try again
   */
  public record Pause(String reason, BigDecimal needs) {}

  /** The pause of this account, if there is one. */
  public Future<Optional<Pause>> find(int account) {
    return db.query("SELECT reason, needs FROM sales_pause WHERE account = $1", Tuple.of(account))
        .map(
            rows ->
                rows.stream()
                    .findFirst()
                    .map(row -> new Pause(row.getString("reason"), row.getBigDecimal("needs"))));
  }

  /** Closes sales. Idempotent; since when, if they were open. */
  public Future<Optional<OffsetDateTime>> close(
      SqlConnection connection, int account, Pause pause) {
    return connection
        .preparedQuery(
            """
            INSERT INTO sales_pause (account, reason, needs) VALUES ($1, $2, $3)
            ON CONFLICT DO NOTHING RETURNING since
            """)
        .execute(Tuple.of(account, pause.reason(), pause.needs()))
        .map(SalesPauseStore::since);
  }

  /** Opens sales. Idempotent; since when they were closed, if they were. */
  public Future<Optional<OffsetDateTime>> open(SqlConnection connection, int account) {
    return connection
        .preparedQuery("DELETE FROM sales_pause WHERE account = $1 RETURNING since")
        .execute(Tuple.of(account))
        .map(SalesPauseStore::since);
  }

  private static Optional<OffsetDateTime> since(RowSet<Row> rows) {
    return rows.stream().findFirst().map(row -> row.getOffsetDateTime("since"));
  }

  /** The languages of those among these people who have ever written to the bot. */
  public Future<Map<Long, String>> languages(
      SqlConnection connection, int tenantId, List<Long> people) {
    return connection
        .preparedQuery(
            "SELECT user_id, lang FROM person WHERE tenant_id = $1 AND user_id = ANY ($2)")
        .execute(Tuple.of(tenantId, (Object) people.toArray(Long[]::new)))
        .map(
            rows ->
                rows.stream()
                    .collect(
                        Collectors.toMap(
                            row -> row.getLong("user_id"), row -> row.getString("lang"))));
  }
}

package trt.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.Optional;

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

  /** Closes sales. Idempotent; true when they were open. */
  public Future<Boolean> close(int account, Pause pause) {
    return db.query(
            "INSERT INTO sales_pause (account, reason, needs) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            Tuple.of(account, pause.reason(), pause.needs()))
        .map(rows -> rows.rowCount() > 0);
  }

  /** Opens sales. Idempotent; true when they were closed. */
  public Future<Boolean> open(int account) {
    return db.query("DELETE FROM sales_pause WHERE account = $1", Tuple.of(account))
        .map(rows -> rows.rowCount() > 0);
  }
}

package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import trt.config.DatabaseConfig;

/**
 * The pool. Every future ends within the time limit: the client itself has no query timeout, and a
 * frozen server would hold a caller for ever.
 */
public final class Db {
  private final Vertx vertx;
  private final PgConnectOptions address;
  private final Pool pool;
  private final long queryTimeoutMs;

  /** A lazy pool: nothing is connected before the first query. */
  public Db(Vertx vertx, DatabaseConfig config) {
    this.vertx = vertx;
    this.address = address(config);
    this.queryTimeoutMs = config.queryTimeout().toMillis();
    this.pool =
        PgBuilder.pool()
            .with(
                new PoolOptions()
                    .setMaxSize(config.poolSize())
                    .setMaxWaitQueueSize(config.waitQueue())
                    .setConnectionTimeout((int) config.acquireTimeout().toMillis())
                    .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS))
            .connectingTo(address)
            .using(vertx)
            .build();
  }

  /** One statement on any connection. Fails within the query timeout. */
  public Future<RowSet<Row>> query(String sql, Tuple values) {
    return limited(pool.preparedQuery(sql).execute(values));
  }

  /**
   * Commits when the work succeeds, rolls back when it fails. Fails within three query timeouts.
   */
  public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
    return pool.withTransaction(work).timeout(3 * queryTimeoutMs, TimeUnit.MILLISECONDS);
  }

  /** A connection of the caller's own, outside the pool; the caller closes it. */
  public Future<PgConnection> dedicatedConnection() {
    return limited(PgConnection.connect(vertx, address));
  }

  /** Round trip to the server. */
  public Future<Duration> ping() {
    long begun = System.nanoTime();
    return query("SELECT 1", Tuple.tuple())
        .map(rows -> Duration.ofNanos(System.nanoTime() - begun));
  }

  /** Closes the pool; queries under way fail. */
  public Future<Void> close() {
    return pool.close();
  }

  private <T> Future<T> limited(Future<T> future) {
    return future.timeout(queryTimeoutMs, TimeUnit.MILLISECONDS);
  }

  private static PgConnectOptions address(DatabaseConfig config) {
    return PgConnectOptions.fromUri(config.url().reveal())
        .setCachePreparedStatements(true)
        .setPreparedStatementCacheSqlLimit(8192)
        .addProperty("application_name", "trt-bot")
        .addProperty("statement_timeout", String.valueOf(config.statementTimeout().toMillis()))
        .addProperty("lock_timeout", String.valueOf(config.lockTimeout().toMillis()))
        .addProperty(
            "idle_in_transaction_session_timeout",
            String.valueOf(config.idleInTransactionTimeout().toMillis()));
  }
}

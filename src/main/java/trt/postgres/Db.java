package trt.postgres;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import trt.config.DatabaseConfig;

/**
 * The connections to PostgreSQL. Every future ends within a limit: with a result, with a {@link
 * io.vertx.pgclient.PgException} (see {@link Fault}), or with {@link DatabaseUnavailable}, after
 * which the effect is unknown. Safe for all event loops; build one per process.
 */
public final class Db {
  /** A pooled connection unused for this time is closed. */
  private static final Duration IDLE = Duration.ofSeconds(20);

  /** Silence beyond any statement's limit: the peer is gone, and so is the connection's place. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final PgConnectOptions options;
  private final Pool pool;
  private final Duration limit;
  private final Duration transactionLimit;
  private final Duration acquireTimeout;
  private final Seal seal;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger active = new AtomicInteger();

  /** Connects lazily; an unreachable database shows in the first call, not here. */
  public Db(Vertx vertx, DatabaseConfig config, MeterRegistry meters) {
    this.vertx = vertx;
    this.seal = Seal.of(config);
    this.acquireTimeout = config.acquireTimeout();
    this.limit = config.acquireTimeout().plus(config.queryTimeout());
    this.transactionLimit = config.acquireTimeout().plus(config.queryTimeout().multipliedBy(3));
    this.options = new DatabaseAddress(config).reactive();
    this.pool =
        PgBuilder.pool()
            .with(poolOptions(config))
            .with(network(config))
            .connectingTo(options)
            .using(vertx)
            .build();
    gauge(meters, "active", active::get);
    gauge(meters, "waiting", waiting::get);
    gauge(meters, "idle", () -> Math.max(0, pool.size() - active.get()));
  }

  private static PoolOptions poolOptions(DatabaseConfig config) {
    return new PoolOptions()
        .setMaxSize(config.poolSize())
        .setMaxWaitQueueSize(config.waitQueue())
        .setConnectionTimeout((int) config.acquireTimeout().toMillis())
        .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
        .setIdleTimeout((int) IDLE.toSeconds())
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  private static NetClientOptions network(DatabaseConfig config) {
    return new NetClientOptions()
        .setConnectTimeout((int) config.acquireTimeout().toMillis())
        .setTcpKeepAlive(true)
        .setReadIdleTimeout((int) SILENCE.plus(config.statementTimeout()).toSeconds())
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
  }

  private void gauge(MeterRegistry meters, String state, Supplier<Number> value) {
    Gauge gauge =
        Gauge.builder("trt.db.connections", value)
            .description("Connections to PostgreSQL, and calls waiting for one")
            .tag("state", state)
            .register(meters);
    assert gauge.getId() != null;
  }

  /** One statement with {@code $1} parameters, within acquireTimeout + queryTimeout. */
  public Future<RowSet<Row>> query(String sql, Tuple parameters) {
    return query(limit, sql, parameters);
  }

  /** One statement within a limit of its own, waiting for a connection included. */
  public Future<RowSet<Row>> query(Duration within, String sql, Tuple parameters) {
    return connected(
        within, (connection, late) -> connection.preparedQuery(sql).execute(parameters));
  }

  /** {@link #transaction(Duration, Function)} within acquireTimeout + three times queryTimeout. */
  public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
    return transaction(transactionLimit, work);
  }

  /**
   * Runs the work in one transaction: commits when its future succeeds, rolls back when it fails.
   * Work that is not done within the limit is rolled back when it ends, never committed; only when
   * the limit passes during the commit itself is the effect unknown.
   */
  public <T> Future<T> transaction(Duration within, Function<SqlConnection, Future<T>> work) {
    return connected(within, new InTransaction<>(work));
  }

  /**
   * A connection outside the pool, for one that is kept: the caller closes it, limits each of its
   * calls, and opens another when it breaks.
   */
  public Future<PgConnection> dedicatedConnection() {
    AtomicBoolean late = new AtomicBoolean();
    Future<PgConnection> connecting =
        PgConnection.connect(vertx, options)
            .recover(Outage::acquiring)
            .compose(connection -> kept(connection, late.get()));
    return Outage.within(acquireTimeout, connecting, late);
  }

  private static Future<PgConnection> kept(PgConnection connection, boolean late) {
    return late
        ? connection.close().compose(closed -> Future.failedFuture("came too late"))
        : Future.succeededFuture(connection);
  }

  /** Seals and opens what is personal, with the keys of the configuration. */
  public Seal seal() {
    return seal;
  }

  /** How long PostgreSQL takes to answer anything. */
  public Future<Duration> ping() {
    long begun = System.nanoTime();
    return query("select 1", Tuple.tuple()).map(row -> Duration.ofNanos(System.nanoTime() - begun));
  }

  /** Whether it takes writes; a standby and a server whose disk is full may not. */
  public Future<Boolean> takesWrites() {
    return query("select current_setting('transaction_read_only') = 'off' as writes", Tuple.tuple())
        .map(rows -> rows.iterator().next().getBoolean("writes"));
  }

  /** Closes the pool; calls in flight fail. */
  public Future<Void> close() {
    return pool.close();
  }

  /** What to do with a connection; late tells that nobody waits for the result any more. */
  @FunctionalInterface
  interface Call<T> {
    Future<T> on(SqlConnection connection, AtomicBoolean late);
  }

  /** The connection goes back when the call has really ended, not when we stop waiting for it. */
  private <T> Future<T> connected(Duration within, Call<T> call) {
    AtomicBoolean late = new AtomicBoolean();
    waiting.incrementAndGet();
    Future<T> whole =
        pool.getConnection()
            .onComplete(acquired -> waiting.decrementAndGet())
            .recover(Outage::acquiring)
            .compose(
                connection -> {
                  active.incrementAndGet();
                  return start(call, connection, late)
                      .onComplete(done -> active.decrementAndGet())
                      .eventually(connection::close);
                });
    return Outage.within(within, whole, late);
  }

  private static <T> Future<T> start(Call<T> call, SqlConnection connection, AtomicBoolean late) {
    if (late.get()) {
      return Future.failedFuture("a connection came too late");
    }
    try {
      return call.on(connection, late);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}

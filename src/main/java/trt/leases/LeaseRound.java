package trt.leases;

import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import trt.postgres.LeaseStore;

/**
 * One look at the leases, over a connection of its own, so that a busy pool does not cost a node
 * its work. Lives on one event loop; one look at a time.
 */
final class LeaseRound {
  /** Far below the shortest lease that is worth having. */
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private final LeaseStore store;
  private final Supplier<Future<PgConnection>> connector;
  private final Ownership ownership;
  private final Duration margin;
  private final LongSupplier nanoTime;
  private @Nullable PgConnection connection;

  /**
   * @param connector opens a connection of its own, within a time limit
   * @param margin how long before its end a lease is not used any more
   */
  LeaseRound(
      LeaseStore store,
      Supplier<Future<PgConnection>> connector,
      Ownership ownership,
      Duration margin,
      LongSupplier nanoTime) {
    this.store = store;
    this.connector = connector;
    this.ownership = ownership;
    this.margin = margin;
    this.nanoTime = nanoTime;
  }

  /**
   * What a look found.
   *
   * @param changed whether other shards are held than before
   * @param inherited shards that came from a node which did not give them back
   */
  record Renewed(boolean changed, Set<Integer> inherited) {}

  /** Fails when the database is away; what is held then runs out by itself. */
  Future<Renewed> run() {
    long asked = nanoTime.getAsLong();
    return limited(connected().compose(store::round)).map(held -> renew(held, asked));
  }

  /** Gives everything back and closes the connection. */
  Future<Void> leave() {
    PgConnection open = connection;
    connection = null;
    return open == null
        ? Future.succeededFuture()
        : store
            .leave(open)
            .timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
            .eventually(open::close);
  }

  private Renewed renew(LeaseStore.Held held, long asked) {
    // Counted from before the question: the answer may have been long on its way.
    long until = asked + held.left().minus(margin).toNanos();
    return new Renewed(ownership.renew(held.shards(), until), held.inherited());
  }

  private <T> Future<T> limited(Future<T> look) {
    return look.timeout(LIMIT.toMillis(), TimeUnit.MILLISECONDS).onFailure(cause -> drop());
  }

  private Future<PgConnection> connected() {
    PgConnection open = connection;
    return open != null
        ? Future.succeededFuture(open)
        : connector
            .get()
            .compose(fresh -> store.appear(fresh).map(fresh).onFailure(cause -> close(fresh)))
            .onSuccess(this::keep);
  }

  private void keep(PgConnection fresh) {
    connection = fresh;
    fresh.closeHandler(
        closed -> {
          if (connection == fresh) {
            connection = null;
          }
        });
  }

  private void drop() {
    PgConnection broken = connection;
    connection = null;
    if (broken != null) {
      close(broken);
    }
  }

  private static void close(PgConnection connection) {
    connection.close().onComplete(closed -> {});
  }
}

package trt.postgres;

import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells an outage from a refused statement. */
final class Outage {
  /** What the driver says without a type of its own: behind a lost command, and on a dead one. */
  private static final List<String> LOST =
      List.of("Pending requests failed", "Connection is not active");

  private Outage() {}

  /** Stops waiting after the limit, says so through late, and names outages as such. */
  static <T> Future<T> within(Duration limit, Future<T> whole, AtomicBoolean late) {
    return whole
        .timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
        .recover(
            failure -> {
              late.set(true);
              return Future.failedFuture(named(failure));
            });
  }

  /** Every failure to get a connection is an outage, also a refused password: people repair it. */
  static <T> Future<T> acquiring(Throwable failure) {
    boolean busy = failure instanceof ConnectionPoolTooBusyException;
    String message =
        busy ? "too many calls wait for a connection" : "PostgreSQL gives no connection";
    return Future.failedFuture(new DatabaseUnavailable(message, failure));
  }

  private static Throwable named(Throwable failure) {
    if (failure instanceof PgException refused) {
      return Fault.ofState(refused.getSqlState()) == Fault.UNAVAILABLE
          ? new DatabaseUnavailable("PostgreSQL is not available", failure)
          : failure;
    } else if (failure instanceof TimeoutException) {
      return new DatabaseUnavailable("PostgreSQL did not answer in time", failure);
    }
    return isLostConnection(failure)
        ? new DatabaseUnavailable("the connection to PostgreSQL was lost", failure)
        : failure;
  }

  private static boolean isLostConnection(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof IOException
        || failure instanceof ClosedConnectionException
        || (failure instanceof VertxException && LOST.stream().anyMatch(message::startsWith));
  }
}

package trt.redis;

import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.circuitbreaker.TimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.util.Locale;

/** How a call ended, as the metric {@code trt_redis_calls_total} tells it. */
enum CallOutcome {
  OK,
  /** No answer within the limit. */
  TIMEOUT,
  /** Not tried: the last calls failed. */
  AWAY,
  /** Not tried: too many calls wait for a connection. */
  BUSY,
  /** Refused by the server, or the connection broke. */
  ERROR;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static CallOutcome of(Throwable failure) {
    if (failure instanceof TimeoutException) {
      return TIMEOUT;
    }
    if (failure instanceof OpenCircuitException) {
      return AWAY;
    }
    return failure instanceof ConnectionPoolTooBusyException ? BUSY : ERROR;
  }
}

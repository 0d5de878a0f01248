package trt.ingress;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Open until the drain begins. Then nothing new is taken, and every answer tells the other side to
 * dial anew, where a neighbour may pick up. Lives on one event loop.
 */
final class Gate {
  private final Duration retryAfter;
  private boolean closed;

  Gate(Duration retryAfter) {
    this.retryAfter = retryAfter;
  }

  /** Lets nothing in from now on; what is in already is answered. */
  void close() {
    closed = true;
  }

  /** Passes every request; answers also leave the connection when the gate closes meanwhile. */
  void say(RoutingContext request) {
    request.addHeadersEndHandler(
        ending -> {
          if (closed) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
          }
        });
    request.next();
  }

  /** Passes a request on, or answers 503. */
  void pass(RoutingContext request) {
    if (closed) {
      Refusal.later(request.response(), retryAfter);
    } else {
      request.next();
    }
  }
}

package trt.ingress;

import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/** "Not now": Telegram obeys Retry-After and then does not double its pauses. */
final class Refusal {
  private Refusal() {}

  static void later(HttpServerResponse response, Duration retryAfter) {
    response
        .setStatusCode(503)
        .putHeader("Retry-After", String.valueOf(Math.max(1, retryAfter.toSeconds())))
        .end()
        .onComplete(sent -> {});
  }
}

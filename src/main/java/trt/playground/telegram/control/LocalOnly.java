package trt.playground.telegram.control;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import trt.playground.telegram.http.Answers;
import trt.playground.telegram.wire.ApiError;

/**
 * Keeps foreign web pages out: neither their scripts nor a rebound name reach the control routes.
 */
public final class LocalOnly {
  private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final boolean loopback;

  /**
   * A check.
   *
   * @param host the address bound to; the Host header is checked only on loopback
   */
  public LocalOnly(String host) {
    this.loopback = NAMES.contains(host);
  }

  /** Passes the request on, or answers 403. */
  public void check(RoutingContext ctx) {
    HttpServerRequest request = ctx.request();
    HostAndPort authority = request.authority();
    String origin = request.getHeader("Origin");
    boolean named = authority != null && (!loopback || NAMES.contains(authority.host()));
    boolean own = origin == null || (authority != null && origin.endsWith("//" + authority));
    if (named && own) {
      ctx.next();
    } else {
      Answers.refused(ctx, ApiError.of(403, "Forbidden: only from this machine"));
    }
  }
}

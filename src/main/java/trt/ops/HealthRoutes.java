package trt.ops;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import trt.telegram.WebhookInfo;

/**
 * {@code /health}, {@code /health/light}, {@code /webhook/health}, {@code /live}, {@code /ready}.
 */
public final class HealthRoutes {
  private static final Duration CACHED = Duration.ofMillis(500);

  private final HealthBoard board;
  private final Supplier<Readiness> readiness;
  private final LoopTicks ticks;
  private final Supplier<Optional<WebhookInfo>> webhook;
  private final Supplier<WebhookTraffic> traffic;
  private volatile Rendered health = new Rendered(0, 0, Buffer.buffer());

  private record Rendered(long at, int code, Buffer body) {}

  /** Routes for any number of routers. */
  public HealthRoutes(
      HealthBoard board,
      Supplier<Readiness> readiness,
      LoopTicks ticks,
      Supplier<Optional<WebhookInfo>> webhook,
      Supplier<WebhookTraffic> traffic) {
    this.board = board;
    this.readiness = readiness;
    this.ticks = ticks;
    this.webhook = webhook;
    this.traffic = traffic;
  }

  /** Adds the routes. */
  public void mount(Router router) {
    router.get("/health").handler(this::full);
    router.get("/health/light").handler(request -> end(request, 200, status("ok")));
    router.get("/webhook/health").handler(this::webhook);
    router.get("/live").handler(this::live);
    router.get("/ready").handler(this::ready);
  }

  private void full(RoutingContext request) {
    Rendered known = health;
    long now = System.nanoTime();
    if (known.code == 0 || now - known.at > CACHED.toNanos()) {
      HealthView view = board.view();
      int code = view.status() == ComponentStatus.DOWN ? 503 : 200;
      known = new Rendered(now, code, HealthJson.full(view).toBuffer());
      health = known;
    }
    end(request, known.code, known.body);
  }

  private void webhook(RoutingContext request) {
    end(request, 200, HealthJson.webhook(webhook.get(), traffic.get()).toBuffer());
  }

  private void live(RoutingContext request) {
    boolean blocked = ticks.blocked();
    end(request, blocked ? 503 : 200, status(blocked ? "blocked" : "ok"));
  }

  private void ready(RoutingContext request) {
    Readiness now = readiness.get();
    int code = now == Readiness.READY ? 200 : 503;
    end(request, code, status(now.name().toLowerCase(java.util.Locale.ROOT)));
  }

  private static Buffer status(String word) {
    return new JsonObject().put("status", word).toBuffer();
  }

  private static void end(RoutingContext request, int code, Buffer body) {
    request
        .response()
        .setStatusCode(code)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body)
        .onComplete(sent -> {});
  }
}

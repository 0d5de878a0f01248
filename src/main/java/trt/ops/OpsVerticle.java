package trt.ops;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import trt.supervision.Pulse;

/** The port for operators: metrics, health, a status page. Loopback unless configured otherwise. */
public final class OpsVerticle extends VerticleBase {
  private static final long BEAT_MS = 1_000;
  private static final int IDLE_SECONDS = 60;

  private final OpsParts parts;
  private final Pulse pulse;

  /** One instance; several share the port. */
  public OpsVerticle(OpsParts parts, Pulse pulse) {
    this.parts = parts;
    this.pulse = pulse;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(BEAT_MS, tick -> pulse.beat());
    Router router = Router.router(vertx);
    router.get("/").handler(this::page);
    router.get("/metrics").handler(this::metrics);
    parts.health().mount(router);
    parts.more().accept(router);
    return vertx
        .createHttpServer(
            new HttpServerOptions()
                .setHost(parts.config().host())
                .setPort(parts.config().port())
                .setIdleTimeout(IDLE_SECONDS))
        .requestHandler(router)
        .listen()
        .onSuccess(server -> parts.listening().accept(server.actualPort()));
  }

  private void page(RoutingContext request) {
    end(request, "text/html; charset=utf-8", StatusPage.render(parts.board().view()));
  }

  // Collecting takes milliseconds with many meters, so it stays off the event loop.
  private void metrics(RoutingContext request) {
    PrometheusMeterRegistry registry = parts.registry();
    vertx
        .executeBlocking(() -> registry.scrape(), false)
        .onSuccess(text -> end(request, "text/plain; version=0.0.4; charset=utf-8", text))
        .onFailure(request::fail);
  }

  private static void end(RoutingContext request, String type, String body) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, type)
        .putHeader("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(body)
        .onComplete(sent -> {});
  }
}

package trt.ingress;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trt.supervision.Pulse;

/** The public port: webhook, KIE callback, health. Every instance has a commit loop of its own. */
public final class IngressVerticle extends VerticleBase {
  private static final long BEAT_MS = 1_000;

  /** Longest wait for what is in flight once the port is closed; a commit takes less. */
  private static final long LAST_SECONDS = 5;

  private final IngressParts parts;
  private final Pulse pulse;
  private final Gate gate;
  private @Nullable HttpServer server;
  private @Nullable GroupCommit commit;

  /** One instance; all instances share the port. */
  public IngressVerticle(IngressParts parts, Pulse pulse) {
    this.parts = parts;
    this.pulse = pulse;
    this.gate = new Gate(parts.config().retryAfter());
  }

  @Override
  public Future<?> start() {
    GroupCommit loop = parts.newCommit();
    commit = loop;
    vertx.setPeriodic(BEAT_MS, tick -> pulse.beat());
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(parts.http().host())
            .setPort(parts.http().port())
            .setIdleTimeout((int) parts.http().idleTimeout().toSeconds());
    HttpServer opened = vertx.createHttpServer(options).requestHandler(router(loop));
    server = opened;
    return opened.listen().onSuccess(s -> parts.listening().accept(s.actualPort()));
  }

  /**
   * What was taken in is committed and answered. New updates are answered 503 for a while, so that
   * Telegram hears when to come again, which a closed port cannot say; then the port closes.
   */
  @Override
  public Future<?> stop() {
    gate.close();
    return drained()
        .eventually(this::closePort)
        .eventually(() -> commit == null ? Future.succeededFuture() : commit.close());
  }

  private Future<Void> drained() {
    long pause = parts.config().drain().toMillis();
    return server == null || pause == 0
        ? Future.succeededFuture()
        : vertx.timer(pause, TimeUnit.MILLISECONDS).mapEmpty();
  }

  private Future<Void> closePort() {
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(LAST_SECONDS, TimeUnit.SECONDS);
  }

  private Router router(GroupCommit loop) {
    WebhookHandler webhook =
        new WebhookHandler(
            parts.feedId(),
            parts.secret(),
            loop,
            parts.config().retryAfter(),
            new WebhookHandler.Meters(parts.meters(), parts.lastUpdate()),
            parts.trail());
    CallbackHandler callback =
        new CallbackHandler(
            parts.signer(), parts.kieEvents(), parts.bus(), parts.config().retryAfter());
    BodyHandler body = BodyHandler.create(false).setBodyLimit(parts.http().bodyLimitBytes());
    Router router = Router.router(vertx);
    router.route().handler(gate::say);
    router.post("/webhook").handler(webhook::authorize);
    router.post("/webhook").handler(body).handler(gate::pass).handler(webhook);
    router.route("/webhook").handler(request -> end(request, 405));
    router
        .post("/kie/callback/:job/:attempt/:mac")
        .handler(body)
        .handler(gate::pass)
        .handler(callback);
    parts.health().accept(router);
    router.route().failureHandler(IngressVerticle::failed);
    return router;
  }

  private static void failed(RoutingContext request) {
    end(request, request.statusCode() > 0 ? request.statusCode() : 500);
  }

  private static void end(RoutingContext request, int status) {
    if (!request.response().ended()) {
      request.response().setStatusCode(status).end().onComplete(sent -> {});
    }
  }
}

package trt.playground.kie;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * An emulator of KIE.ai: its API and its upload host on one port. Creating it reads the journal and
 * blocks for a moment; do not do that on an event loop.
 */
public final class KieEmulator {
  private static final long MAX_UPLOAD = 600L * 1024 * 1024;

  private final Vertx vertx;
  private final Published models = new Published();
  private final Faults faults = new Faults();
  private final Tasks tasks;
  private final Callbacks callbacks;
  private final Creation creation;
  private final UploadRoutes uploadRoutes;
  private final Path uploads;
  private final LookUp lookUp;
  private @Nullable HttpServer server;

  public KieEmulator(Vertx vertx, EmulatorOptions options, InstantSource clock) {
    this.vertx = vertx;
    this.tasks = new Tasks(vertx, new Journal(options.folder()), clock, options.credits());
    this.callbacks = new Callbacks(vertx, tasks, faults);
    this.creation = new Creation(options, models, tasks, faults, callbacks);
    this.lookUp = new LookUp(tasks, faults);
    this.uploads = uploadFolder(options);
    this.uploadRoutes = new UploadRoutes(vertx, uploads, clock, faults);
  }

  private static Path uploadFolder(EmulatorOptions options) {
    try {
      return options.folder().isPresent()
          ? Files.createDirectories(options.folder().get().resolve("uploads"))
          : Files.createTempDirectory("kie-uploads");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Listens, and goes on with the tasks of before.
   *
   * @param port 0 takes a free one
   * @return the port
   */
  public Future<Integer> start(int port) {
    HttpServer listening = vertx.createHttpServer().requestHandler(router());
    server = listening;
    return listening.listen(port).map(HttpServer::actualPort);
  }

  /** Stops listening and calling back. Tasks stay in the journal. */
  public Future<Void> stop() {
    callbacks.stop();
    uploadRoutes.stop();
    return server == null ? Future.succeededFuture() : server.close();
  }

  /** The strings behind it. */
  public KieControl control() {
    return new KieControl(tasks, faults, callbacks, creation::tooFast);
  }

  /** All routes, to be mounted in a larger playground instead of {@link #start}. */
  public Router router() {
    Router router = Router.router(vertx);
    router
        .route()
        .handler(
            BodyHandler.create(uploads.toString())
                .setBodyLimit(MAX_UPLOAD)
                .setDeleteUploadedFilesOnEnd(false));
    new FileRoutes(vertx, tasks, uploads).mount(router);
    control().mount(router);
    router.route("/api/*").handler(this::delayed).handler(this::authorised);
    router.route("/claude/*").handler(this::delayed).handler(this::authorised);
    router.post("/claude/v1/messages").handler(new ChatRoute(tasks, faults)::answer);
    uploadRoutes.mount(router);
    for (Endpoint endpoint : Endpoint.ALL) {
      router.post("/api/v1" + endpoint.create()).handler(c -> creation.handle(c, endpoint));
    }
    Endpoint.ALL.stream()
        .map(Endpoint::record)
        .distinct()
        .forEach(path -> router.get("/api/v1" + path).handler(c -> lookUp.record(c, path)));
    router.get("/api/v1/veo/get-1080p-video").handler(lookUp::fullHd);
    router.get("/api/v1/chat/credit").handler(lookUp::credits);
    router.post("/api/v1/common/download-url").handler(lookUp::downloadUrl);
    router.post("/api/v1/gpt4o-image/download-url").handler(lookUp::downloadUrl);
    router.get("/api/v1/models").handler(this::listModels);
    tasks.all().forEach(callbacks::schedule);
    return router;
  }

  private void delayed(RoutingContext call) {
    long pause = faults.millis("latencyMs");
    if (pause > 0) {
      vertx.setTimer(pause, timer -> call.next());
    } else {
      call.next();
    }
  }

  /** Any key will do, but for none at all and for those that begin with "bad". */
  private void authorised(RoutingContext call) {
    String key = call.request().getHeader("Authorization");
    if (key == null || key.equals("Bearer ") || key.startsWith("Bearer bad")) {
      Answers.refuse(
          call,
          401,
          "Unauthorized – Authentication failed. Please check that your Authorization and"
              + " Content-Type headers are correctly set.");
    } else {
      call.next();
    }
  }

  private void listModels(RoutingContext call) {
    JsonArray list = new JsonArray();
    models
        .all()
        .forEach(m -> list.add(new JsonObject().put("model", m.id()).put("taskType", m.kind())));
    Answers.ok(call, new JsonObject().put("total", list.size()).put("models", list));
  }
}

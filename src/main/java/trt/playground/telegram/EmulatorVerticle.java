package trt.playground.telegram;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import trt.playground.chat.ChatPage;
import trt.playground.telegram.control.CallLog;
import trt.playground.telegram.control.ControlRoutes;
import trt.playground.telegram.control.EventStream;
import trt.playground.telegram.control.Faults;
import trt.playground.telegram.control.LocalOnly;
import trt.playground.telegram.control.UserRoutes;
import trt.playground.telegram.http.Answers;
import trt.playground.telegram.http.BotApiRoutes;
import trt.playground.telegram.http.FileRoutes;
import trt.playground.telegram.http.RequestReader;
import trt.playground.telegram.http.TokenCheck;
import trt.playground.telegram.method.Methods;
import trt.playground.telegram.schema.MethodCatalogue;
import trt.playground.telegram.state.Journal;
import trt.playground.telegram.state.World;
import trt.playground.telegram.update.Delivery;
import trt.playground.telegram.update.UpdateQueue;
import trt.playground.telegram.user.Checkout;
import trt.playground.telegram.user.UserActions;
import trt.playground.telegram.wire.ApiError;

/** The emulator on its event loop: world, routes and server. One instance. */
final class EmulatorVerticle extends VerticleBase {
  private static final long BODY_LIMIT = 52L * 1024 * 1024;
  private static final int IDLE_SECONDS = 120;
  private static final int TEXT_BYTES = 256 * 1024;

  private final EmulatorSettings settings;
  private final int port;
  private final Faults faults;
  private final CallLog calls;
  private final InstantSource clock;
  private final Consumer<Router> extras;
  private @Nullable Running running;
  private @Nullable Path uploads;

  /** What exists while the emulator runs. */
  record Running(
      World world,
      UpdateQueue updates,
      Delivery delivery,
      UserActions actions,
      Checkout checkout,
      int port) {}

  EmulatorVerticle(
      EmulatorSettings settings,
      int port,
      Faults faults,
      CallLog calls,
      InstantSource clock,
      Consumer<Router> extras) {
    this.settings = settings;
    this.port = port;
    this.faults = faults;
    this.calls = calls;
    this.clock = clock;
    this.extras = extras;
  }

  @Override
  public Future<?> start() {
    return Journal.open(vertx, settings.folder())
        .compose(
            journal ->
                vertx
                    .executeBlocking(MethodCatalogue::load)
                    .compose(catalogue -> open(journal, catalogue)));
  }

  @Override
  public Future<?> stop() {
    if (running == null) {
      return Future.succeededFuture();
    }
    running.delivery().stop();
    return running
        .world()
        .journal()
        .close()
        .transform(closed -> vertx.fileSystem().deleteRecursive(String.valueOf(uploads)));
  }

  /** What runs; only after a successful start. */
  Running running() {
    if (running == null) {
      throw new IllegalStateException("the emulator is not running");
    }
    return running;
  }

  /** The event loop that owns the state. */
  Context loop() {
    return context;
  }

  private Future<?> open(Journal journal, MethodCatalogue catalogue) {
    RandomGenerator random = RandomGenerator.getDefault();
    World world =
        new World(
            vertx,
            journal,
            clock,
            random,
            new World.Ways(settings.folder(), settings.username(), settings.welcomesStrangers()));
    UpdateQueue updates = new UpdateQueue(world);
    Delivery delivery = new Delivery(vertx, world, updates, random);
    Methods methods = new Methods(vertx, world, updates, delivery);
    BotApiRoutes api = new BotApiRoutes(world, methods, catalogue, faults, calls);
    delivery.executing(api::execute);
    UserActions actions = new UserActions(world, updates);
    Checkout checkout = new Checkout(world, updates);
    running = new Running(world, updates, delivery, actions, checkout, port);
    return uploadFolder()
        .onSuccess(folder -> uploads = folder)
        .map(folder -> router(running(), api, folder))
        .compose(this::listen)
        .onSuccess(
            server -> {
              running =
                  new Running(world, updates, delivery, actions, checkout, server.actualPort());
              delivery.start();
            });
  }

  private Router router(Running now, BotApiRoutes api, Path uploadFolder) {
    Router router = Router.router(vertx);
    RequestReader reader = new RequestReader(vertx);
    TokenCheck tokens = new TokenCheck(settings.token(), now.world().bot());
    extras.accept(router);
    router
        .route()
        .handler(
            BodyHandler.create(uploadFolder.toString())
                .setBodyLimit(BODY_LIMIT)
                .setDeleteUploadedFilesOnEnd(true));
    router
        .route()
        .failureHandler(
            ctx -> {
              int status = ctx.statusCode() > 0 ? ctx.statusCode() : 500;
              Answers.refused(
                  ctx, ApiError.of(status, status == 413 ? "Request Entity Too Large" : "Error"));
            });
    api.mount(router, tokens, reader);
    router.route("/emulator/*").handler(new LocalOnly(settings.host())::check);
    new FileRoutes(now.world().files()).mount(router, tokens);
    new UserRoutes(now.world(), now.actions(), now.checkout(), reader).mount(router);
    new ControlRoutes(now.world(), now.updates(), now.delivery(), faults, calls).mount(router);
    new EventStream(now.world().events()).mount(router);
    new ChatPage().mount(router);
    return router;
  }

  private Future<HttpServer> listen(Router router) {
    return vertx
        .createHttpServer(
            new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxInitialLineLength(TEXT_BYTES)
                .setMaxFormAttributeSize(TEXT_BYTES)
                .setMaxFormBufferedBytes(TEXT_BYTES))
        .requestHandler(router)
        .listen(port, settings.host());
  }

  // Newer compilers than 17 see that a blocking piece of code might give null; this one does not.
  @SuppressWarnings("NullAway")
  private Future<Path> uploadFolder() {
    return vertx.executeBlocking(() -> Files.createTempDirectory("emulator-uploads"));
  }
}

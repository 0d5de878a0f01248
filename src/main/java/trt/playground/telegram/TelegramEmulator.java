package trt.playground.telegram;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import trt.playground.telegram.control.CallLog;
import trt.playground.telegram.control.Faults;

/**
 * Telegram on one's own machine: the Bot API at {@code /bot<token>/<method>}, a sender of webhooks,
 * users, a chat page at {@code /}, control at {@code /emulator}.
 *
 * <p>Checked against the published description of the Bot API; state survives a killed process if
 * the settings name a folder. Safe to use from any thread.
 */
public final class TelegramEmulator {
  private final Vertx vertx;
  private final EmulatorSettings settings;
  private final InstantSource clock;
  private final Faults faults = new Faults();
  private final CallLog calls;
  private Consumer<Router> extras = router -> {};
  private @Nullable EmulatorVerticle verticle;
  private @Nullable Context loop;
  private String deployment = "";

  public TelegramEmulator(Vertx vertx, EmulatorSettings settings) {
    this(vertx, settings, InstantSource.system());
  }

  /** With a clock of one's own: dates, lifetimes and time limits follow it, timers do not. */
  public TelegramEmulator(Vertx vertx, EmulatorSettings settings, InstantSource clock) {
    this.vertx = vertx;
    this.settings = settings;
    this.clock = clock;
    this.calls = new CallLog(clock, settings.callsKept());
  }

  /** Adds routes to the same server, before the emulator's own; call before start. */
  public TelegramEmulator with(Consumer<Router> moreRoutes) {
    extras = extras.andThen(moreRoutes);
    return this;
  }

  /**
   * Listens on this port, 0 for any free one, and goes on delivering what waits.
   *
   * @return the actual port
   */
  public Future<Integer> start(int port) {
    EmulatorVerticle fresh = new EmulatorVerticle(settings, port, faults, calls, clock, extras);
    return vertx
        .deployVerticle(
            () -> {
              verticle = fresh;
              return fresh;
            },
            new io.vertx.core.DeploymentOptions())
        .map(
            id -> {
              deployment = id;
              loop = fresh.loop();
              return fresh.running().port();
            });
  }

  /** Stops listening and delivering; start may be called again. */
  public Future<Void> stop() {
    return vertx.undeploy(deployment);
  }

  /** Where the Bot API is, without a slash at the end. */
  public String baseUrl() {
    return "http://" + settings.host() + ":" + running().port();
  }

  /** A user, who gets an account if there is none with this id. Default name, English. */
  public EmulatedUser user(long id) {
    return new EmulatedUser(this, id, "User " + id, "en");
  }

  /** A user with this name and language. */
  public EmulatedUser user(long id, String firstName, String languageCode) {
    return new EmulatedUser(this, id, firstName, languageCode);
  }

  /** A group with this title, known from now on. Its id is negative. */
  public EmulatedGroup group(long id, String title) {
    return new EmulatedGroup(this, user(id, title, ""));
  }

  /** What shall go wrong. */
  public Faults faults() {
    return faults;
  }

  /** What the bot has called. */
  public CallLog calls() {
    return calls;
  }

  /** Posts every update this often, as after lost answers; 1 is normal. */
  public Future<Void> copies(int times) {
    return onLoop(
        () -> {
          running().delivery().copies(times);
          return Future.succeededFuture();
        });
  }

  /** Queues any update; returns its id. */
  public Future<Long> inject(JsonObject update) {
    return onLoop(() -> Future.succeededFuture(running().updates().inject(update)));
  }

  /** How many updates the bot has not confirmed. */
  public Future<Integer> pending() {
    return onLoop(() -> Future.succeededFuture(running().updates().size()));
  }

  /** Makes every pressed button and checkout too old to be answered. */
  public Future<Void> expireQuestions() {
    return onLoop(
        () -> {
          running().world().callbacks().closeAll();
          return Future.succeededFuture();
        });
  }

  EmulatorVerticle.Running running() {
    if (verticle == null) {
      throw new IllegalStateException("the emulator is not running");
    }
    return verticle.running();
  }

  Vertx vertx() {
    return vertx;
  }

  /** Runs the action on the emulator's event loop, where its state may be touched. */
  <T> Future<T> onLoop(Supplier<Future<T>> action) {
    Promise<T> done = Promise.promise();
    if (loop == null) {
      return Future.failedFuture(new IllegalStateException("the emulator is not running"));
    }
    loop.runOnContext(
        go -> {
          try {
            action.get().onComplete(done::handle);
          } catch (RuntimeException e) {
            done.fail(e);
          }
        });
    return done.future();
  }
}

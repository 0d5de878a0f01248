package trt;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.config.AppConfig;
import trt.config.CatalogConfig;
import trt.config.ConfigListener;
import trt.config.ConfigLoader;
import trt.config.ConfigSources;
import trt.config.ConfigWatch;
import trt.config.LogConfig;
import trt.config.MoneyConfig;
import trt.ops.Metrics;

/** One bot in this process, from its settings to its last breath. */
final class Serving {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
  private static final Duration CONFIG_LIMIT = Duration.ofSeconds(15);
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  // Under the 30 s that Docker, systemd and Kubernetes give between TERM and KILL.
  private static final Duration STOP_LIMIT = Duration.ofSeconds(22);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private static final long LOOK_MS = 20;

  private final Vertx vertx;
  private final App app;
  private final ConfigWatch watch;
  private final CompletableFuture<Integer> exit;

  private Serving(Vertx vertx, App app, ConfigWatch watch, CompletableFuture<Integer> exit) {
    this.vertx = vertx;
    this.app = app;
    this.watch = watch;
    this.exit = exit;
  }

  /**
   * Starts the bot and returns once it serves. Blocks.
   *
   * @throws trt.config.ConfigProblems when the settings cannot be used
   */
  static Serving start(ConfigSources sources) throws TimeoutException {
    PrometheusMeterRegistry registry = Metrics.registry();
    Vertx vertx = Metrics.vertx(new VertxOptions(), registry);
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    try {
      AppConfig config =
          ConfigLoader.load(vertx, sources).await(CONFIG_LIMIT.toSeconds(), TimeUnit.SECONDS);
      Logs.apply(config.log());
      App app =
          App.start(vertx, registry, config, cause -> hopeless(exit, cause))
              .await(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
      ConfigWatch watch =
          ConfigWatch.start(vertx, sources, config, listener(app))
              .await(CONFIG_LIMIT.toSeconds(), TimeUnit.SECONDS);
      return new Serving(vertx, app, watch, exit);
    } catch (TimeoutException | RuntimeException e) {
      vertx.close().onComplete(closed -> {});
      throw e;
    }
  }

  App app() {
    return app;
  }

  /**
   * Blocks until updates reach the bot; gives up quietly after ten seconds, the registration goes
   * on.
   */
  void untilReachable() throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!app.isReachable() && System.nanoTime() < deadline) {
      Thread.sleep(LOOK_MS);
    }
  }

  /**
   * Blocks until a unit cannot be kept alive; the exit code. A signal ends the process from
   * elsewhere.
   */
  int untilTheEnd() throws InterruptedException, ExecutionException {
    return exit.get();
  }

  /**
   * Readiness falls, what is in flight ends, connections close. Blocks, bounded; may be called
   * twice.
   */
  void stop() {
    boolean unused = stopped();
  }

  /**
   * As {@link #stop}, for a process that was told to end: an end in order is exit code 0, not that
   * of the signal. Where a unit has given up before, its code stands.
   */
  void end() {
    if (stopped() && !exit.isDone()) {
      System.out.flush();
      Runtime.getRuntime().halt(0);
    }
  }

  private boolean stopped() {
    try {
      watch.close().eventually(app::stop).await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
      // On its own: a future of an event loop cannot complete once the loops are gone.
      vertx.close().await(CLOSE_LIMIT.toSeconds(), TimeUnit.SECONDS);
      LOG.info("Stopped");
      return true;
    } catch (TimeoutException e) {
      LOG.error(
          "The stop was cut short; what was not finished is in the database and goes on at the next start");
      return false;
    }
  }

  private static void hopeless(CompletableFuture<Integer> exit, Throwable cause) {
    LOG.atError()
        .setCause(cause)
        .log(
            "A unit cannot be kept alive; the process exits so that whoever runs it starts it anew");
    exit.complete(1);
  }

  private static ConfigListener listener(App app) {
    return new ConfigListener() {
      @Override
      public void instancesChanged(String unit, int instances) {
        app.resize(unit, instances)
            .onFailure(
                cause ->
                    LOG.atError()
                        .addKeyValue("unit", unit)
                        .addKeyValue("cause", cause.getMessage())
                        .log(
                            "A unit could not be resized; it keeps its size until the next change"));
      }

      @Override
      public void salesChanged(CatalogConfig catalog, MoneyConfig money) {
        app.changeSales(catalog, money);
      }

      @Override
      public void levelChanged(LogConfig.Level level) {
        Logs.level(level.name());
      }
    };
  }
}

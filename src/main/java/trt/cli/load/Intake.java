package trt.cli.load;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import trt.bus.Bus;
import trt.config.AppConfig;
import trt.config.ConfigLoader;
import trt.config.ConfigSources;
import trt.config.Need;
import trt.ingress.IngressParts;
import trt.ingress.IngressVerticle;
import trt.kie.CallbackSigner;
import trt.ops.Metrics;
import trt.postgres.Db;
import trt.postgres.FeedStore;
import trt.postgres.InboxStore;
import trt.postgres.KieEventStore;
import trt.postgres.Migrator;
import trt.supervision.Pulse;
import trt.tracing.Trail;

/**
 * The unit that takes updates in, with the settings of the process and nobody who works them off:
 * what an acknowledgement costs by itself. Ready at once when its port is open.
 */
final class Intake {
  private static final long LIMIT_SECONDS = 60;

  private Intake() {}

  /** Runs until it is killed. */
  public static void main(String[] none) throws Exception {
    PrometheusMeterRegistry registry = Metrics.registry();
    Vertx vertx = Metrics.vertx(new VertxOptions(), registry);
    AppConfig config =
        ConfigLoader.load(vertx, ConfigSources.ofProcess(EnumSet.allOf(Need.class)))
            .await(LIMIT_SECONDS, TimeUnit.SECONDS);
    var unused = new Migrator(config.database()).up();
    Db db = new Db(vertx, config.database(), registry);
    new FeedStore(db)
        .open(config.tenant().partnerId(), 1, config.telegram().apiUrl().toString())
        .compose(feed -> deployed(vertx, registry, config, db, feed.feedId()))
        .await(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static Future<String> deployed(
      Vertx vertx, PrometheusMeterRegistry registry, AppConfig config, Db db, int feedId) {
    IngressParts parts =
        new IngressParts(
            feedId,
            config.telegram().webhookSecret(),
            config.http(),
            config.ingress(),
            db,
            new InboxStore(db),
            new KieEventStore(db),
            new CallbackSigner(config.telegram().token()),
            Bus.on(vertx),
            registry,
            new AtomicLong(),
            () -> 0,
            router -> router.get("/ready").handler(request -> request.response().end()),
            port -> {},
            Trail.OFF);
    return vertx.deployVerticle(
        () -> new IngressVerticle(parts, new Pulse(System::nanoTime)),
        new DeploymentOptions().setInstances(config.units().ingress().instances()));
  }
}

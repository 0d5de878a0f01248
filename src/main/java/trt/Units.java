package trt;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import trt.bus.Bus;
import trt.cleanup.CleanupVerticle;
import trt.config.AppConfig;
import trt.delivery.DeliveryParts;
import trt.delivery.DeliveryVerticle;
import trt.domain.job.LineBoard;
import trt.generation.GenerationParts;
import trt.generation.GenerationVerticle;
import trt.generation.SalesNews;
import trt.ingress.IngressParts;
import trt.ingress.IngressVerticle;
import trt.ingress.PollingParts;
import trt.ingress.PollingVerticle;
import trt.kie.CallbackSigner;
import trt.leases.LeaseParts;
import trt.leases.LeaseVerticle;
import trt.leases.Ownership;
import trt.leases.Share;
import trt.ops.OpsParts;
import trt.ops.OpsVerticle;
import trt.payments.PaymentsParts;
import trt.payments.PaymentsVerticle;
import trt.postgres.InboxStore;
import trt.postgres.JobStore;
import trt.postgres.KieEventStore;
import trt.postgres.OutboxStore;
import trt.postgres.PartitionStore;
import trt.postgres.SceneStore;
import trt.postgres.SweepStore;
import trt.redis.RateLimiter;
import trt.routing.RoutingParts;
import trt.routing.RoutingVerticle;
import trt.supervision.Unit;
import trt.supervision.WallClock;
import trt.text.ScreenRenderer;
import trt.text.Texts;

/** The units of the bot, in the order in which they start; they stop in reverse. */
final class Units {
  static final String POLLING = "polling";
  static final String LEASES = "leases";
  static final String PAYMENTS = "payments";

  private static final long BYTES_PER_MEGABYTE = 1_048_576;
  private static final URI NO_PUBLIC_ADDRESS = URI.create("http://localhost");

  private final AppConfig config;
  private final Outside outside;
  private final Identity identity;
  private final Bus bus;
  private final PrometheusMeterRegistry registry;
  private final OutboxStore outbox;
  private final JobStore jobs;
  private final InboxStore inbox;
  private final ScreenRenderer renderer;
  private final CallbackSigner signer;
  private final Ownership ownership;
  private final UUID node;
  private final Sales sales;
  private final SalesNews news;
  private final Stars stars;
  private final LineBoard board = new LineBoard();
  private final RoutingParts.Desk desk;

  Units(
      AppConfig config,
      Outside outside,
      Identity identity,
      Bus bus,
      PrometheusMeterRegistry registry,
      Ownership ownership,
      Sales sales,
      SalesNews news,
      RoutingParts.Desk desk,
      UUID node) {
    this.config = config;
    this.outside = outside;
    this.identity = identity;
    this.bus = bus;
    this.registry = registry;
    this.ownership = ownership;
    this.node = node;
    this.news = news;
    this.outbox = new OutboxStore(outside.db(), outside.feed());
    this.jobs = new JobStore(outside.db(), outside.feed());
    this.inbox = new InboxStore(outside.db());
    this.renderer =
        new ScreenRenderer(new Texts(config.money().minorPerStar()), identity::username);
    this.signer = new CallbackSigner(config.telegram().token());
    this.stars = new Stars(config, outside);
    this.sales = sales;
    this.desk = desk;
  }

  /**
   * Health first, so that a start can be watched; leases next, so that the others know their
   * shares; ingress last, so that what it takes in is worked off. Polling comes after it, where
   * there is no webhook.
   */
  List<Unit> list(
      OpsParts ops, LeaseParts leases, Consumer<Router> health, LongSupplier backlog, Ports ports) {
    IngressParts ingress = ingress(health, backlog, ports);
    List<Unit> units = new ArrayList<>();
    units.add(
        new Unit(
            "ops", config.units().ops().instances(), (at, pulse) -> new OpsVerticle(ops, pulse)));
    units.add(new Unit(LEASES, 1, (at, pulse) -> new LeaseVerticle(leases, pulse)));
    units.addAll(working());
    units.add(
        new Unit(
            "ingress",
            config.units().ingress().instances(),
            (at, pulse) -> new IngressVerticle(ingress, pulse)));
    if (!Watch.usesWebhook(config)) {
      PollingParts polling =
          new PollingParts(
              ingress,
              outside.telegram(),
              config.telegram(),
              App.ALLOWED_UPDATES,
              ownership::leads);
      units.add(new Unit(POLLING, 1, (at, pulse) -> new PollingVerticle(polling, pulse)));
    }
    return units;
  }

  private List<Unit> working() {
    DeliveryParts delivery = delivery();
    GenerationParts generation = generation();
    RoutingParts routing = routing();
    PaymentsParts payments = stars.payments(outbox, renderer, bus, registry, ownership::leads);
    return List.of(
        new Unit(
            "delivery",
            config.units().delivery().instances(),
            (at, pulse) -> new DeliveryVerticle(delivery, new Share(ownership, at), pulse)),
        new Unit(
            "generation",
            config.units().generation().instances(),
            (at, pulse) -> new GenerationVerticle(generation, new Share(ownership, at), pulse)),
        new Unit(
            "routing",
            config.units().routing().instances(),
            (at, pulse) -> new RoutingVerticle(routing, new Share(ownership, at), pulse)),
        new Unit(PAYMENTS, 1, (at, pulse) -> new PaymentsVerticle(payments, pulse)),
        new Unit(
            "cleanup",
            config.units().cleanup().instances(),
            (at, pulse) ->
                new CleanupVerticle(
                    new SweepStore(outside.db()),
                    new PartitionStore(outside.db()),
                    config.cleanup(),
                    ownership::leads,
                    pulse)));
  }

  private DeliveryParts delivery() {
    return new DeliveryParts(
        config.delivery(),
        DeliveryParts.Stores.of(outside.db(), outside.feed()),
        outside.telegram(),
        outside.media(),
        bus,
        registry,
        WallClock.here(),
        node.toString(),
        outside.trail());
  }

  private GenerationParts generation() {
    URI callback =
        Optional.ofNullable(config.telegram().webhookBaseUrl()).orElse(NO_PUBLIC_ADDRESS);
    return new GenerationParts(
        config.generation(),
        GenerationParts.Stores.of(outside.db(), outside.feed(), jobs, outbox),
        new GenerationParts.Kie(outside.kie(), config.kie(), signer, callback),
        fileId ->
            outside.telegram().open(fileId, config.telegram().maxDownload() * BYTES_PER_MEGABYTE),
        outside.catalog().catalog(),
        sales::prices,
        news,
        renderer,
        bus,
        registry,
        WallClock.here(),
        System::nanoTime,
        new SecureRandom(),
        board,
        outside.trail());
  }

  private RoutingParts routing() {
    SceneStore scenes = new SceneStore(outside.db(), outside.feed(), sales::terms);
    return new RoutingParts(
        outside.feed().feedId(),
        identity.of(Outside.botId(config)),
        config.routing(),
        RoutingParts.Stores.of(outside.db(), outside.feed(), inbox, scenes, outbox, jobs),
        sales::dialogue,
        renderer,
        config.money().currency(),
        stars.routing(),
        new RateLimiter(outside.redis(), "trt:" + outside.feed().feedId() + ":", System::nanoTime),
        bus,
        registry,
        WallClock.here(),
        desk,
        RoutingParts.Own.of(config, outside.db(), outside.feed(), board),
        outside.trail());
  }

  private IngressParts ingress(Consumer<Router> health, LongSupplier backlog, Ports ports) {
    AtomicLong lastUpdate = new AtomicLong();
    Gauge.builder("trt.webhook.last.update.epoch.seconds", lastUpdate, AtomicLong::doubleValue)
        .register(registry);
    return new IngressParts(
        outside.feed().feedId(),
        config.telegram().webhookSecret(),
        config.http(),
        config.ingress(),
        outside.db(),
        inbox,
        new KieEventStore(outside.db()),
        signer,
        bus,
        registry,
        lastUpdate,
        backlog,
        health,
        ports::publicPort,
        outside.trail());
  }
}

package trt;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.bus.Bus;
import trt.config.AppConfig;
import trt.config.CatalogConfig;
import trt.config.MoneyConfig;
import trt.config.SupervisionConfig;
import trt.domain.dialogue.admin.Switches;
import trt.generation.SalesNews;
import trt.leases.LeaseParts;
import trt.leases.Ownership;
import trt.ops.OpsParts;
import trt.ops.Readiness;
import trt.ops.UnitLine;
import trt.postgres.DataKeyStore;
import trt.postgres.Db;
import trt.postgres.DurabilityCheck;
import trt.postgres.FeedStore;
import trt.postgres.Migrator;
import trt.supervision.SupervisionPolicy;
import trt.supervision.Supervisor;
import trt.telegram.WebhookRegistration;
import trt.telegram.WebhookWish;
import trt.text.Texts;

/** The composition root: every object is built here by hand, top to bottom. */
public final class App {
  private static final Logger LOG = LoggerFactory.getLogger(App.class);

  /** The kinds of update the bot asks Telegram for. */
  static final List<String> ALLOWED_UPDATES =
      List.of(
          "message",
          "edited_message",
          "callback_query",
          "inline_query",
          "pre_checkout_query",
          "my_chat_member");

  private final Outside outside;
  private final Watch watch;
  private final WebhookRegistration webhook;
  private final Supervisor supervisor;
  private final Ports ports;
  private final Sales sales;
  private final Identity identity;
  private final SalesPause pause;
  private final Operators operators;
  private final String address;
  private volatile boolean draining;

  private App(
      Vertx vertx,
      PrometheusMeterRegistry registry,
      AppConfig config,
      Outside outside,
      Consumer<Throwable> giveUp) {
    this.outside = outside;
    this.ports = new Ports();
    this.address = webhookUrl(config);
    Ownership ownership = new Ownership(System::nanoTime);
    this.webhook =
        new WebhookRegistration(
            vertx,
            outside.telegram(),
            wish(config),
            () -> Future.succeededFuture(ownership.leads()));
    Bus bus = Bus.on(vertx);
    SalesNews news = SalesPause.news(config, outside, bus);
    this.pause =
        new SalesPause(
            vertx,
            news,
            outside.kie()::credits,
            config.generation().creditsEvery(),
            ownership::leads);
    this.watch =
        new Watch(
            vertx, registry, config, outside, webhook, pause, this::unitLines, this::readiness);
    this.identity = new Identity(vertx, outside.telegram());
    UUID node = outside.node();
    this.sales = new Sales(outside.catalog(), config, pause::isPaused);
    this.operators =
        new Operators(vertx, config, outside, bus, sales, watch::summary, ownership::leads);
    Units units =
        new Units(
            config,
            outside,
            identity,
            bus,
            registry,
            ownership,
            sales,
            news,
            operators.desk(),
            node);
    LeaseParts leases = Leases.parts(vertx, config, outside, bus, registry, ownership, node);
    OpsParts ops = Console.ops(vertx, config, outside, watch, sales, ports, this::resize);
    this.supervisor =
        new Supervisor(
            vertx,
            policy(config.supervision()),
            units.list(ops, leases, watch.routes()::mount, watch::updatesWaiting, ports),
            giveUp);
  }

  /**
   * Migrates, connects, starts every unit, registers the webhook in the background.
   *
   * @param giveUp told when a unit cannot be kept alive: the process should stop and exit 1
   */
  public static Future<App> start(
      Vertx vertx, PrometheusMeterRegistry registry, AppConfig config, Consumer<Throwable> giveUp) {
    return vertx
        .executeBlocking(() -> new Migrator(config.database()).up())
        .compose(
            applied -> {
              Db db = new Db(vertx, config.database(), registry);
              return new DurabilityCheck(db)
                  .run()
                  .compose(durable -> new DataKeyStore(db).admit())
                  .compose(
                      admitted ->
                          new FeedStore(db)
                              .open(
                                  config.tenant().partnerId(),
                                  Outside.botId(config),
                                  config.telegram().apiUrl().toString()))
                  .compose(
                      feed ->
                          vertx.executeBlocking(
                              () -> Outside.open(vertx, registry, config, db, feed)));
            })
        .compose(outside -> new App(vertx, registry, config, outside, giveUp).startUnits());
  }

  /**
   * Readiness falls, ingress drains, the others finish what they are at, then the connections
   * close. Never fails.
   */
  public Future<Void> stop() {
    draining = true;
    webhook.stop();
    identity.stop();
    watch.stop();
    pause.stop();
    operators.stop();
    return supervisor.stop().eventually(outside::close);
  }

  /** Changes the size of a unit while the others run. */
  public Future<Void> resize(String unit, int instances) {
    return supervisor.resize(unit, instances);
  }

  /** Other prices, another menu or free quota, from the next turn on. */
  public void changeSales(CatalogConfig catalog, MoneyConfig money) {
    sales.change(catalog, money);
  }

  /** What operators have switched, as far as this node knows. */
  Switches switches() {
    return operators.switches();
  }

  /**
   * Whether updates reach the bot: Telegram has confirmed the webhook, or that there is none while
   * polling.
   */
  public boolean isReachable() {
    return webhook.last().filter(info -> info.url().equals(address)).isPresent();
  }

  /** Where the webhook and the public health routes are. */
  public int publicPort() {
    return ports.publicPort();
  }

  /** Where metrics are. */
  public int opsPort() {
    return ports.opsPort();
  }

  private Future<App> startUnits() {
    return watch
        .start()
        .compose(v -> operators.start())
        .compose(v -> supervisor.start())
        .map(
            v -> {
              webhook.start();
              identity.start();
              pause.start();
              CommandMenu.register(outside.telegram(), new Texts(1));
              LOG.atInfo()
                  .addKeyValue("port", ports.publicPort())
                  .addKeyValue("opsPort", ports.opsPort())
                  .log("The bot is running");
              return this;
            })
        .recover(cause -> stop().transform(v -> Future.failedFuture(cause)));
  }

  private List<UnitLine> unitLines() {
    return HealthSummary.lines(supervisor.report().values());
  }

  private Readiness readiness() {
    if (draining) {
      return Readiness.DRAINING;
    }
    return supervisor.ready() ? Readiness.READY : Readiness.STARTING;
  }

  /** The address Telegram is told; empty while polling. */
  static String webhookUrl(AppConfig config) {
    return Watch.usesWebhook(config) ? config.telegram().webhookBaseUrl() + "/webhook" : "";
  }

  private static WebhookWish wish(AppConfig config) {
    return Watch.usesWebhook(config)
        ? new WebhookWish(
            webhookUrl(config),
            config.telegram().webhookSecret(),
            config.telegram().maxConnections(),
            ALLOWED_UPDATES)
        : WebhookWish.none();
  }

  private static SupervisionPolicy policy(SupervisionConfig config) {
    return new SupervisionPolicy(
        config.startTimeout(),
        config.stopTimeout(),
        config.silence(),
        config.backoffMin(),
        config.backoffMax(),
        config.maxRestarts(),
        config.restartWindow());
  }
}

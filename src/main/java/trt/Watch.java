package trt;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.config.AppConfig;
import trt.config.TelegramConfig.Mode;
import trt.domain.dialogue.admin.AdminView;
import trt.domain.job.JobState;
import trt.kie.Account;
import trt.ops.Backlog;
import trt.ops.BacklogGauges;
import trt.ops.BacklogRound;
import trt.ops.HealthBoard;
import trt.ops.HealthGauges;
import trt.ops.HealthRoutes;
import trt.ops.HealthView;
import trt.ops.LoopTicks;
import trt.ops.OpsParts;
import trt.ops.OutsideGauges;
import trt.ops.Probe;
import trt.ops.Probes;
import trt.ops.Readiness;
import trt.ops.UnitLine;
import trt.ops.WebhookTraffic;
import trt.postgres.BacklogStore;
import trt.postgres.StarsCursorStore;
import trt.postgres.StatisticsStore;
import trt.supervision.WallClock;
import trt.telegram.WebhookRegistration;

/** Everything that watches: health board, gauges, backlog. */
final class Watch {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration SAMPLE_EVERY = Duration.ofHours(1);

  private final HealthBoard board;
  private final BacklogRound backlog;
  private final LoopTicks ticks = new LoopTicks(System::nanoTime);
  private final HealthRoutes routes;
  private final AppConfig config;
  private final PrometheusMeterRegistry registry;
  private final SlowDrift drift;
  private final Vertx vertx;
  private final Supplier<List<UnitLine>> units;
  private volatile double credits = Double.NaN;

  Watch(
      Vertx vertx,
      PrometheusMeterRegistry registry,
      AppConfig config,
      Outside outside,
      WebhookRegistration webhook,
      SalesPause pause,
      Supplier<List<UnitLine>> units,
      Supplier<Readiness> readiness) {
    this.vertx = vertx;
    this.config = config;
    this.registry = registry;
    this.units = units;
    Clock clock = WallClock.here();
    this.board = new HealthBoard(vertx, probes(outside, webhook, pause, clock), units, clock);
    BacklogStore store = new BacklogStore(outside.db());
    this.drift = new SlowDrift(store, clock);
    this.backlog = new BacklogRound(vertx, () -> read(store, drift));
    this.routes =
        new HealthRoutes(
            board, readiness, ticks, webhook::last, () -> WebhookTraffic.from(registry));
    BacklogGauges.register(
        registry, backlog::last, Arrays.stream(JobState.values()).map(Enum::name).toList());
    pause.register(registry);
    OutsideGauges.telegram(registry, webhook::last);
    OutsideGauges.credits(registry, () -> credits);
  }

  /** Once the units are known. */
  Future<Void> start() {
    HealthGauges.register(registry, board, units, unitNames(config));
    board.start();
    backlog.start();
    return ticks.start(vertx);
  }

  void stop() {
    board.stop();
    backlog.stop();
  }

  /** Committed updates that have not taken effect, as of the last look, at most seconds ago. */
  long updatesWaiting() {
    return backlog.last().updatesPending();
  }

  /** The same as the health answers, for operators in the chat. */
  AdminView.Health summary() {
    return HealthSummary.of(board.view(), backlog.last(), credits);
  }

  HealthRoutes routes() {
    return routes;
  }

  HealthView health() {
    return board.view();
  }

  Backlog backlog() {
    return backlog.last();
  }

  SlowDrift drift() {
    return drift;
  }

  /**
   * @param more further routes
   */
  OpsParts opsParts(Ports ports, Consumer<Router> more) {
    return new OpsParts(config.ops(), registry, board, routes, more, ports::opsPort);
  }

  private List<Probe> probes(
      Outside outside, WebhookRegistration webhook, SalesPause pause, Clock clock) {
    List<Probe> probes = new ArrayList<>();
    probes.add(Probes.database(outside.db()::takesWrites));
    probes.add(
        outside.redis().isConfigured()
            ? Probes.answering("redis", false, Probe.OFTEN, outside.redis()::ping)
            : Probes.notConfigured("redis"));
    probes.add(
        config.kie().apiKey().isPresent()
            ? Probes.kie(
                config.ops().lookEvery(),
                () ->
                    registry.find("trt.kie.breaker.state").gauges().stream()
                        .anyMatch(g -> g.value() > 1),
                pause::reason,
                () -> outside.kie().credits().onSuccess(left -> seen(outside, left)))
            : Probes.notConfigured("kie"));
    probes.add(Probes.telegram(config.ops().lookEvery(), outside.telegram()));
    probes.add(
        Probes.webhook(
            webhook::last, App.webhookUrl(config), config.ops().webhookTrouble(), clock));
    probes.add(Probes.eventLoop(ticks));
    StarsCursorStore cursor = new StarsCursorStore(outside.db(), outside.feed());
    probes.add(new StarsWatch(cursor, config.payments(), registry).probe());
    return probes;
  }

  /** A sample that is not written is written at the next look. */
  private void seen(Outside outside, BigDecimal left) {
    credits = left.doubleValue();
    new StatisticsStore(outside.db(), outside.feed())
        .sample(Account.of(config.kie().apiKey()), left, SAMPLE_EVERY)
        .onFailure(cause -> LOG.atDebug().setCause(cause).log("No sample of the credits"));
  }

  private static Future<Backlog> read(BacklogStore store, SlowDrift drift) {
    return store
        .read()
        .compose(
            counts ->
                drift
                    .read()
                    .map(
                        wallets ->
                            new Backlog(
                                counts.updates(),
                                counts.oldestUpdate(),
                                counts.quarantined(),
                                counts.messages(),
                                counts.oldestMessage(),
                                counts.jobs(),
                                counts.ambiguous(),
                                wallets)));
  }

  private static List<String> unitNames(AppConfig config) {
    List<String> names =
        new ArrayList<>(
            List.of(
                "ops",
                Units.LEASES,
                "delivery",
                "generation",
                "routing",
                Units.PAYMENTS,
                "cleanup",
                "ingress"));
    if (!usesWebhook(config)) {
      names.add(Units.POLLING);
    }
    return names;
  }

  static boolean usesWebhook(AppConfig config) {
    return config.telegram().mode() == Mode.WEBHOOK;
  }
}

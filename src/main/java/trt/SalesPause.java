package trt;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.bus.Bus;
import trt.config.AppConfig;
import trt.generation.SalesNews;
import trt.kie.Account;
import trt.postgres.OutboxStore;
import trt.postgres.SalesPauseStore;
import trt.postgres.SalesPauseStore.Pause;
import trt.text.ScreenRenderer;
import trt.text.Texts;

/**
 * Whether sales are closed because KIE takes nothing from the account. Whoever meets the refusal
 * writes it down; every node reads it each second; one node asks KIE whether the account has the
 * credits again, and opens.
 */
final class SalesPause {
  private static final Logger LOG = LoggerFactory.getLogger(SalesPause.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final SalesNews news;
  private final Supplier<Future<BigDecimal>> credits;
  private final Duration askEvery;
  private final BooleanSupplier leads;
  private volatile Optional<Pause> now = Optional.empty();
  private volatile boolean running;
  private long timer;
  private long asked;

  /**
   * Looks at nothing before {@link #start}.
   *
   * @param credits what the account holds, asked only while sales are closed
   * @param askEvery pause between two such questions
   * @param leads whether this node is the one that asks
   */
  SalesPause(
      Vertx vertx,
      SalesNews news,
      Supplier<Future<BigDecimal>> credits,
      Duration askEvery,
      BooleanSupplier leads) {
    this.vertx = vertx;
    this.news = news;
    this.credits = credits;
    this.askEvery = askEvery;
    this.leads = leads;
  }

  /** How sales are closed and opened, and who is told. */
  static SalesNews news(AppConfig config, Outside outside, Bus bus) {
    return new SalesNews(
        outside.db(),
        new SalesPauseStore(outside.db()),
        new OutboxStore(outside.db(), outside.feed()),
        new ScreenRenderer(new Texts(config.money().minorPerStar())),
        bus,
        Account.of(config.kie().apiKey()),
        outside.feed().tenantId(),
        config.admin().ids());
  }

  /** Why nothing is sold, as of a second ago at most; empty when it is. */
  Optional<String> reason() {
    return now.map(Pause::reason);
  }

  boolean isPaused() {
    return now.isPresent();
  }

  void register(MeterRegistry registry) {
    Gauge.builder("trt.sales.open", () -> isPaused() ? 0 : 1)
        .description("0 while KIE takes no orders from the account")
        .register(registry);
  }

  void start() {
    running = true;
    loop();
  }

  void stop() {
    running = false;
    vertx.cancelTimer(timer);
  }

  // A failure needs no line here: what is not known stays as it was, and the health board reports
  // the database and KIE.
  private void loop() {
    round()
        .onComplete(
            done -> {
              if (running) {
                timer = vertx.setTimer(EVERY.toMillis(), due -> loop());
              }
            });
  }

  private Future<Void> round() {
    return news.pauses()
        .find(news.account())
        .compose(
            found -> {
              now = found;
              return found.isPresent() && leads.getAsBoolean() && isTime()
                  ? ask(found.get())
                  : Future.succeededFuture();
            });
  }

  private boolean isTime() {
    long time = System.nanoTime();
    if (asked != 0 && time - asked < askEvery.toNanos()) {
      return false;
    }
    asked = time;
    return true;
  }

  private Future<Void> ask(Pause pause) {
    return credits
        .get()
        .compose(
            left ->
                left.signum() > 0 && left.compareTo(pause.needs()) >= 0
                    ? news.open().onSuccess(opened -> opened(left)).<Void>mapEmpty()
                    : Future.<Void>succeededFuture());
  }

  private void opened(BigDecimal left) {
    now = Optional.empty();
    LOG.atInfo().addKeyValue("credits", left).log("KIE takes orders again; sales are open");
  }
}

package trt.ops;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import trt.telegram.RefusalKind;
import trt.telegram.TelegramClient;
import trt.telegram.TelegramRefused;
import trt.telegram.WebhookInfo;

/** The probes of the bot. */
public final class Probes {
  private static final Duration SLOW = Duration.ofSeconds(1);
  private static final int MANY_PENDING = 1_000;

  private Probes() {}

  /** Something that should answer a question; over a second counts as slow. */
  public static Probe answering(
      String component, boolean vital, Duration every, Supplier<? extends Future<?>> ask) {
    return new Probe(
        component,
        vital,
        every,
        () -> {
          long begun = System.nanoTime();
          return ask.get().map(answer -> answered(begun));
        });
  }

  /** PostgreSQL; without writes nothing can be promised. */
  public static Probe database(Supplier<Future<Boolean>> takesWrites) {
    return new Probe(
        "database",
        true,
        Probe.OFTEN,
        () -> {
          long begun = System.nanoTime();
          return takesWrites
              .get()
              .map(writes -> writes ? answered(begun) : Finding.down("takes no writes"));
        });
  }

  private static Finding answered(long begun) {
    return System.nanoTime() - begun > SLOW.toNanos()
        ? Finding.degraded("answers slowly")
        : Finding.ok("answers");
  }

  /** Something the operator chose to do without. */
  public static Probe notConfigured(String component) {
    return new Probe(
        component,
        false,
        Probe.SELDOM,
        () -> Future.succeededFuture(Finding.degraded("not configured")));
  }

  /**
   * KIE behind its circuit breaker: while the breaker is open nobody is asked.
   *
   * @param closed why sales are closed, empty when they are not
   */
  public static Probe kie(
      Duration every,
      BooleanSupplier breakerOpen,
      Supplier<Optional<String>> closed,
      Supplier<? extends Future<?>> credits) {
    Probe answers = answering("kie", false, every, credits);
    return new Probe(
        "kie",
        false,
        every,
        () -> {
          Optional<String> why = closed.get();
          if (why.isPresent()) {
            return Future.succeededFuture(Finding.degraded("sales are closed: " + why.get()));
          }
          return breakerOpen.getAsBoolean()
              ? Future.succeededFuture(Finding.degraded("paused after failures"))
              : answers.check().get();
        });
  }

  /** The Bot API and our token. */
  public static Probe telegram(Duration every, TelegramClient telegram) {
    return new Probe(
        "telegram",
        false,
        every,
        () ->
            telegram
                .getMe()
                .map(me -> Finding.ok("answers"))
                .recover(
                    failure ->
                        failure instanceof TelegramRefused refused
                                && refused.kind() == RefusalKind.UNAUTHORIZED
                            ? Future.succeededFuture(Finding.down("refuses the token"))
                            : Future.failedFuture(failure)));
  }

  /**
   * The webhook as Telegram last described it.
   *
   * @param wanted the address it should have; empty while polling
   * @param trouble how long an error counts
   */
  public static Probe webhook(
      Supplier<Optional<WebhookInfo>> info, String wanted, Duration trouble, Clock clock) {
    return new Probe(
        "webhook",
        false,
        Probe.OFTEN,
        () -> Future.succeededFuture(webhookFinding(info.get(), wanted, trouble, clock)));
  }

  /** The event loops of this process. */
  public static Probe eventLoop(LoopTicks ticks) {
    return new Probe(
        "eventLoop", true, Duration.ofSeconds(1), () -> Future.succeededFuture(ticks.finding()));
  }

  private static Finding webhookFinding(
      Optional<WebhookInfo> known, String wanted, Duration trouble, Clock clock) {
    if (known.isEmpty()) {
      return Finding.degraded("not known yet");
    }
    WebhookInfo info = known.get();
    if (!info.url().equals(wanted)) {
      return Finding.degraded(wanted.isEmpty() ? "still registered" : "not registered");
    }
    if (info.pendingUpdates() > MANY_PENDING) {
      return Finding.degraded("many updates wait at Telegram");
    }
    boolean failing =
        info.lastErrorAt().filter(at -> at.isAfter(clock.instant().minus(trouble))).isPresent();
    if (failing) {
      return Finding.degraded("Telegram met an error in the last minutes");
    }
    return Finding.ok(wanted.isEmpty() ? "polling" : "registered");
  }
}

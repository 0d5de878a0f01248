package trt.tracing;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import trt.config.TracingConfig;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.UpdateKind;

/** Tells what becomes of each update. Switched off, a call costs a comparison. */
public final class Trail {
  /** Tells nothing. */
  public static final Trail OFF = new Trail(Spans.NONE, Clock.systemUTC());

  private static final String OUTCOME = "trt.outcome";

  private final Spans spans;
  private final Clock clock;

  Trail(Spans spans, Clock clock) {
    this.spans = spans;
    this.clock = clock;
  }

  /**
   * Who tells.
   *
   * @param bot Telegram's id of the bot
   * @param partner the tenant
   * @param node the process, by the name it has in the database
   */
  public record Teller(long bot, String partner, String node) {}

  /** By the settings; {@link #OFF} unless they ask for traces. Blocks for some milliseconds. */
  public static Trail open(TracingConfig config, Teller teller, MeterRegistry meters, Clock clock) {
    return config.enabled() ? new Trail(new OtlpSpans(config, teller, meters), clock) : OFF;
  }

  /** Whether anybody listens. */
  public boolean isOn() {
    return spans != Spans.NONE;
  }

  /** When a step begins. */
  public Instant now() {
    return isOn() ? clock.instant() : Instant.EPOCH;
  }

  /** A step that ends now. Never blocks, never fails. */
  public void add(Step step) {
    spans.add(step);
  }

  /**
   * An update has come.
   *
   * @param way webhook or polling
   * @param outcome stored, duplicate or shed: only the first begins the trace, the others are told
   *     beneath it
   */
  public void received(PendingUpdate update, String way, String outcome, Instant since) {
    if (!isOn()) {
      return;
    }
    Step step =
        about(update, "ingress", "receive update", Step.Direction.IN, since)
            .with("trt.way", way)
            .with(OUTCOME, outcome)
            .failed(outcome.equals("shed"));
    add(step.at(outcome.equals("stored") ? Place.RECEIVED : Place.BENEATH_RECEIVED));
  }

  /** An update took effect, and what it leads to is committed. */
  public void handled(PendingUpdate update, String outcome, Instant since) {
    if (isOn()) {
      add(handling(update, outcome, since).at(Place.HANDLED));
    }
  }

  /**
   * A handler threw; nothing was committed.
   *
   * @param kind of failure
   * @param attempt from 1
   */
  public void stumbled(PendingUpdate update, String kind, int attempt) {
    if (isOn()) {
      add(
          handling(update, "failed", now())
              .at(Place.BENEATH_RECEIVED)
              .with("error.type", kind)
              .with("trt.attempt", (long) attempt)
              .failed(true));
    }
  }

  /** Sends what is left, as long as that may take. */
  public CompletionStage<Void> close() {
    return spans.close();
  }

  private static Step handling(PendingUpdate update, String outcome, Instant since) {
    return about(update, "routing", "handle update", Step.Direction.WITHIN, since)
        .with(OUTCOME, outcome)
        .failed(outcome.equals("quarantined"));
  }

  private static Step about(
      PendingUpdate update, String unit, String name, Step.Direction direction, Instant since) {
    String kind = UpdateKind.of(update.kind()).name().toLowerCase(Locale.ROOT);
    return Step.of(update.updateId(), unit, name, direction, since)
        .with("trt.update.kind", kind)
        .with("trt.correlation_id", update.correlationId());
  }
}

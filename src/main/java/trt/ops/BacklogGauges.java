package trt.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The backlog as metrics. */
public final class BacklogGauges {
  private BacklogGauges() {}

  /**
   * Registers them.
   *
   * @param states every state a job can have; each gets a value from the start
   */
  public static void register(
      MeterRegistry registry, Supplier<Backlog> backlog, List<String> states) {
    gauge(registry, "trt.updates.pending", backlog, Backlog::updatesPending);
    gauge(
        registry,
        "trt.updates.oldest.age.seconds",
        backlog,
        b -> b.oldestUpdate().toMillis() / 1000.0);
    gauge(registry, "trt.outbox.pending", backlog, Backlog::outboxPending);
    gauge(
        registry,
        "trt.outbox.oldest.age.seconds",
        backlog,
        b -> b.oldestMessage().toMillis() / 1000.0);
    gauge(registry, "trt.ledger.drift", backlog, Backlog::ledgerDrift);
    counter(registry, "trt.updates.quarantined", backlog, Backlog::quarantined);
    counter(registry, "trt.job.ambiguous.submits", backlog, Backlog::ambiguousSubmits);
    for (String state : states) {
      Gauge.builder("trt.jobs", () -> backlog.get().jobs().getOrDefault(state, 0L))
          .tag("state", state)
          .register(registry);
    }
  }

  private static void gauge(
      MeterRegistry registry,
      String name,
      Supplier<Backlog> backlog,
      ToDoubleFunction<Backlog> value) {
    Gauge.builder(name, () -> value.applyAsDouble(backlog.get())).register(registry);
  }

  private static void counter(
      MeterRegistry registry,
      String name,
      Supplier<Backlog> backlog,
      ToDoubleFunction<Backlog> value) {
    FunctionCounter.builder(name, backlog, from -> value.applyAsDouble(from.get()))
        .register(registry);
  }
}

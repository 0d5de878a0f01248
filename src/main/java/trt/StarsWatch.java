package trt;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import trt.config.PaymentsConfig;
import trt.ops.Finding;
import trt.ops.Probe;
import trt.postgres.StarsCursorStore;

/** Payments for those who watch: a component of the health report, and gauges. */
final class StarsWatch {
  private static final Duration LONG = Duration.ofHours(1);
  private static final int MISSED_LOOKS = 3;

  private final StarsCursorStore store;
  private final PaymentsConfig config;
  private volatile StarsCursorStore.State last =
      new StarsCursorStore.State(Optional.empty(), 0, Duration.ZERO, 0);

  StarsWatch(StarsCursorStore store, PaymentsConfig config, MeterRegistry registry) {
    this.store = store;
    this.config = config;
    gauge(registry, "trt.refunds.pending", StarsCursorStore.State::refunds);
    gauge(
        registry,
        "trt.refunds.oldest.age.seconds",
        state -> state.oldestRefund().toMillis() / 1000.0);
    gauge(registry, "trt.payments.unconfirmed", StarsCursorStore.State::unconfirmed);
  }

  Probe probe() {
    return new Probe("payments", false, Probe.SELDOM, this::look);
  }

  private Future<Finding> look() {
    return store
        .state(config.confirmWithin())
        .map(
            state -> {
              last = state;
              return finding(state);
            });
  }

  private Finding finding(StarsCursorStore.State state) {
    Duration old = config.reconcileEvery().multipliedBy(MISSED_LOOKS);
    if (state.unconfirmed() > 0) {
      return Finding.degraded("payments are missing on Telegram's list");
    }
    if (state.oldestRefund().compareTo(LONG) > 0) {
      return Finding.degraded("a refund has been waiting for long");
    }
    if (state.readAgo().isEmpty()) {
      return Finding.degraded("not compared yet");
    }
    return state.readAgo().get().compareTo(old) > 0
        ? Finding.degraded("not compared for long")
        : Finding.ok("compared");
  }

  private void gauge(
      MeterRegistry registry, String name, ToDoubleFunction<StarsCursorStore.State> value) {
    Gauge.builder(name, () -> value.applyAsDouble(last)).register(registry);
  }
}

package trt.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import trt.telegram.WebhookInfo;

/** What others told us, as metrics. A value that is not known is NaN. */
public final class OutsideGauges {
  private OutsideGauges() {}

  /** Updates that wait at Telegram. */
  public static void telegram(MeterRegistry registry, Supplier<Optional<WebhookInfo>> webhook) {
    Gauge.builder(
            "trt.telegram.pending.updates",
            () -> webhook.get().map(info -> (double) info.pendingUpdates()).orElse(Double.NaN))
        .register(registry);
  }

  /**
   * KIE's side.
   *
   * @param breaker 0 closed, 1 half open, 2 open
   * @param credits what is left of the account
   */
  public static void kie(MeterRegistry registry, DoubleSupplier breaker, DoubleSupplier credits) {
    Gauge.builder("trt.kie.breaker.state", breaker::getAsDouble).register(registry);
    Gauge.builder("trt.kie.credits", credits::getAsDouble).register(registry);
  }
}

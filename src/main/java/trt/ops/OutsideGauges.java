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
   * What is left of the account at KIE.
   *
   * @param credits as KIE last said; NaN before it has said anything
   */
  public static void credits(MeterRegistry registry, DoubleSupplier credits) {
    Gauge.builder("trt.kie.credits", credits::getAsDouble).register(registry);
  }
}

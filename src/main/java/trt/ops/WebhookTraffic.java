package trt.ops;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What arrived at the webhook since the start of this process, read from the meters of ingress.
 *
 * @param acks updates answered 200
 * @param rejects requests answered otherwise
 */
public record WebhookTraffic(Optional<Instant> lastUpdate, long acks, long rejects) {
  private static final Set<String> REJECTED = Set.of("unauthorized", "malformed", "shed");

  /** Sums the counters. */
  public static WebhookTraffic from(MeterRegistry registry) {
    long acks = 0;
    long rejects = 0;
    for (Counter counter : registry.find("trt.webhook.acks").counters()) {
      String outcome = String.valueOf(counter.getId().getTag("outcome"));
      if (REJECTED.contains(outcome)) {
        rejects += (long) counter.count();
      } else {
        acks += (long) counter.count();
      }
    }
    double last =
        registry.find("trt.webhook.last.update.epoch.seconds").gauges().stream()
            .mapToDouble(Gauge::value)
            .max()
            .orElse(0);
    return new WebhookTraffic(
        last > 0 ? Optional.of(Instant.ofEpochSecond((long) last)) : Optional.empty(),
        acks,
        rejects);
  }
}

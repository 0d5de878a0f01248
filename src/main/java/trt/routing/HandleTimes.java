package trt.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.UpdateKind;

/**
 * How long updates take from the moment a pass takes them up until their effects are on disk. The
 * updates of one pass share its time. Lives on one event loop.
 */
final class HandleTimes {
  private final MeterRegistry meters;
  private final Map<UpdateKind, Timer> timers = new EnumMap<>(UpdateKind.class);

  HandleTimes(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Nanoseconds of a clock that only runs forward. */
  long now() {
    return meters.config().clock().monotonicTime();
  }

  /** Notes the updates that were handled since then. */
  void note(List<PendingUpdate> taken, Set<Integer> handled, long since) {
    long nanos = now() - since;
    for (PendingUpdate update : taken) {
      if (handled.contains(update.updateId())) {
        timers
            .computeIfAbsent(UpdateKind.of(update.kind()), this::timer)
            .record(nanos, TimeUnit.NANOSECONDS);
      }
    }
  }

  private Timer timer(UpdateKind kind) {
    return Timer.builder("trt.update.handle")
        .tag("handler", kind.name().toLowerCase(Locale.ROOT))
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofSeconds(5))
        .register(meters);
  }
}

package trt.kie;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import trt.kie.Submission.Accepted;
import trt.kie.Submission.Refused;

/** Counts and times the calls to KIE. Labels are closed sets: operations and outcomes. */
final class KieMetrics {
  private final MeterRegistry registry;

  KieMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void watch(Fuse create, Fuse read) {
    registry.gauge("trt.kie.breaker.state", this, it -> Math.max(create.state(), read.state()));
  }

  <T> Future<T> time(String operation, Supplier<Future<T>> call, Function<T, String> outcome) {
    Timer.Sample sample = Timer.start(registry);
    return call.get()
        .onComplete(
            result -> {
              sample.stop(registry.timer("trt.kie.call", "operation", operation));
              String word =
                  result.succeeded() ? outcome.apply(result.result()) : failure(result.cause());
              registry
                  .counter("trt.kie.calls", "operation", operation, "outcome", word)
                  .increment();
            });
  }

  static String outcome(Submission submission) {
    if (submission instanceof Accepted || submission instanceof Submission.Made) {
      return "accepted";
    }
    return submission instanceof Refused refused ? word(refused.kind()) : "unclear";
  }

  static String outcome(TaskRecord record) {
    return record.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static String failure(Throwable cause) {
    return cause instanceof KieUnavailable away ? word(away.kind()) : "failed";
  }

  private static String word(FailureKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}

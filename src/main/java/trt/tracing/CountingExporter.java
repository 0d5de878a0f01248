package trt.tracing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what the collector took, and says once when it takes nothing and once when it does. */
final class CountingExporter implements SpanExporter {
  private static final Logger LOG = LoggerFactory.getLogger(CountingExporter.class);

  private final SpanExporter collector;
  private final AtomicInteger waiting;
  private final Counter sent;
  private final Counter lost;
  private final AtomicBoolean away = new AtomicBoolean();

  /**
   * @param waiting is made smaller by those that wait no longer
   */
  CountingExporter(SpanExporter collector, AtomicInteger waiting, MeterRegistry meters) {
    this.collector = collector;
    this.waiting = waiting;
    this.sent = meters.counter(BoundedQueue.METRIC, "outcome", "sent");
    this.lost = meters.counter(BoundedQueue.METRIC, "outcome", "lost");
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    int count = spans.size();
    CompletableResultCode over = collector.export(spans);
    return over.whenComplete(
        () -> {
          waiting.addAndGet(-count);
          if (over.isSuccess()) {
            sent.increment(count);
            taken();
          } else {
            lost.increment(count);
            refused(Optional.ofNullable(over.getFailureThrowable()));
          }
        });
  }

  private void taken() {
    if (away.compareAndSet(true, false)) {
      LOG.info("The collector of traces takes spans again");
    }
  }

  private void refused(Optional<Throwable> cause) {
    if (away.compareAndSet(false, true)) {
      LOG.atWarn()
          .addKeyValue("cause", cause.map(Throwable::toString).orElse("unknown"))
          .log(
              "The collector of traces takes no spans; they are dropped until it does, nothing else suffers");
    }
  }

  @Override
  public CompletableResultCode flush() {
    return collector.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return collector.shutdown();
  }
}

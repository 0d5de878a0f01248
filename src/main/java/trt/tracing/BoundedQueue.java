package trt.tracing;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.concurrent.atomic.AtomicInteger;
import trt.config.TracingConfig;

/**
 * Lets so many spans wait and counts those there is no room for: the SDK's own queue drops without
 * a word. It is never full, since this one stands before it.
 */
final class BoundedQueue implements SpanProcessor {
  static final String METRIC = "trt.trace.spans";

  private final int most;
  private final AtomicInteger waiting;
  private final Counter dropped;
  private final SpanProcessor queue;

  private BoundedQueue(int most, AtomicInteger waiting, Counter dropped, SpanProcessor queue) {
    this.most = most;
    this.waiting = waiting;
    this.dropped = dropped;
    this.queue = queue;
  }

  static BoundedQueue of(TracingConfig config, SpanExporter collector, MeterRegistry meters) {
    AtomicInteger waiting = new AtomicInteger();
    int batch = Math.min(config.batchSpans(), config.queueSpans());
    SpanProcessor queue =
        BatchSpanProcessor.builder(new CountingExporter(collector, waiting, meters))
            .setMaxQueueSize(config.queueSpans())
            .setMaxExportBatchSize(batch)
            .setScheduleDelay(config.exportEvery())
            .setExporterTimeout(config.exportTimeout())
            .build();
    meters.gauge("trt.trace.spans.waiting", waiting);
    return new BoundedQueue(
        config.queueSpans(), waiting, meters.counter(METRIC, "outcome", "dropped"), queue);
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (waiting.incrementAndGet() > most) {
      waiting.decrementAndGet();
      dropped.increment();
    } else {
      queue.onEnd(span);
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public CompletableResultCode shutdown() {
    return queue.shutdown();
  }

  @Override
  public CompletableResultCode forceFlush() {
    return queue.forceFlush();
  }
}

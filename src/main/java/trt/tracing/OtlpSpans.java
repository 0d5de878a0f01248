package trt.tracing;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import trt.config.TracingConfig;

/** Sends steps as spans to a collector, in the background. */
final class OtlpSpans implements Spans {
  private final GivenIds given = new GivenIds();
  private final TraceIds ids;
  private final TracingConfig config;
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  OtlpSpans(TracingConfig config, Trail.Teller teller, MeterRegistry meters) {
    this.config = config;
    this.ids = new TraceIds(teller.bot());
    this.provider =
        SdkTracerProvider.builder()
            .setResource(resource(teller))
            // By the trace's id alone: nodes that never speak of it choose the same updates.
            .setSampler(Sampler.traceIdRatioBased(config.sampleRatio().doubleValue()))
            .setIdGenerator(given)
            .addSpanProcessor(BoundedQueue.of(config, Collector.of(config), meters))
            .build();
    this.tracer = provider.get("trt");
  }

  private static Resource resource(Trail.Teller teller) {
    String version =
        Optional.ofNullable(Trail.class.getPackage().getImplementationVersion()).orElse("dev");
    return Resource.getDefault()
        .merge(
            Resource.create(
                Attributes.builder()
                    .put("service.name", "trt-bot")
                    .put("service.version", version)
                    .put("service.instance.id", teller.node())
                    .put("trt.partner", teller.partner())
                    .build()));
  }

  @Override
  public void add(Step step) {
    String trace = ids.trace(step.update());
    Optional<String> own =
        Optional.of(step.place()).filter(Place::isKnown).map(at -> ids.span(step.update(), at));
    Span span = given.under(new GivenIds.Chosen(trace, own), () -> started(step, trace));
    if (step.failed()) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }

  private Span started(Step step, String trace) {
    SpanBuilder builder =
        tracer
            .spanBuilder(step.name())
            .setSpanKind(kind(step.direction()))
            .setStartTimestamp(step.since())
            .setAllAttributes(attributes(step));
    return step.place()
        .above()
        .map(above -> builder.setParent(context(trace, ids.span(step.update(), above))))
        .orElseGet(builder::setNoParent)
        .startSpan();
  }

  private static Context context(String trace, String span) {
    return Context.root()
        .with(
            Span.wrap(
                SpanContext.createFromRemoteParent(
                    trace, span, TraceFlags.getSampled(), TraceState.getDefault())));
  }

  private static SpanKind kind(Step.Direction direction) {
    return switch (direction) {
      case IN -> SpanKind.SERVER;
      case WITHIN -> SpanKind.INTERNAL;
      case OUT -> SpanKind.CLIENT;
    };
  }

  private static Attributes attributes(Step step) {
    AttributesBuilder attributes = Attributes.builder();
    step.facts()
        .forEach(
            (name, value) -> {
              if (value instanceof Long number) {
                attributes.put(name, number);
              } else {
                attributes.put(name, value.toString());
              }
            });
    return attributes.build();
  }

  @Override
  public CompletionStage<Void> close() {
    CompletableFuture<Boolean> closed = new CompletableFuture<>();
    CompletableResultCode over = provider.shutdown();
    over.whenComplete(() -> closed.complete(true));
    return closed
        .completeOnTimeout(false, config.flushWithin().toMillis(), TimeUnit.MILLISECONDS)
        .thenAccept(sent -> {});
  }
}

package trt.testing;

import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Where traces are sent to in tests: keeps what comes to {@code /v1/traces}. */
public final class TestCollector implements AutoCloseable {
  private final List<Seen> spans = new CopyOnWriteArrayList<>();
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile int status = 200;

  private TestCollector() {
    this.server =
        get(
            vertx()
                .createHttpServer(
                    new HttpServerOptions()
                        .setDecompressionSupported(true)
                        .setHttp2ClearTextEnabled(false))
                .requestHandler(this::take)
                .listen(0, "127.0.0.1"));
  }

  /** Listens until closed. */
  public static TestCollector start() {
    return new TestCollector();
  }

  /**
   * A span as it came.
   *
   * @param parent empty for a root
   * @param facts of the span and, with the prefix {@code resource.}, of who sent it
   */
  public record Seen(
      String trace,
      String id,
      String parent,
      String name,
      long began,
      long ended,
      boolean failed,
      Map<String, String> facts) {
    /** One of the facts, empty when it is missing. */
    public String fact(String key) {
      return facts.getOrDefault(key, "");
    }
  }

  /** For {@code tracing.endpoint}. */
  public String address() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /** Answers with that status from now on. */
  public void answers(int code) {
    status = code;
  }

  /** All that came so far, in the order of their beginnings. */
  public List<Seen> spans() {
    return spans.stream().sorted(java.util.Comparator.comparingLong(Seen::began)).toList();
  }

  /** The first that fits, as soon as it is there. */
  public Seen waitsFor(Predicate<Seen> fits) {
    Await.until(() -> spans.stream().anyMatch(fits), Duration.ofSeconds(20));
    return spans.stream().filter(fits).findFirst().orElseThrow();
  }

  /** Everything that came, as text. */
  public String everything() {
    return String.join("\n", texts);
  }

  /** The header {@code x-key} of each request. */
  public List<String> keys() {
    return List.copyOf(keys);
  }

  private void take(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              keys.add(Optional.ofNullable(request.getHeader("x-key")).orElse(""));
              if (status == 200 && request.path().equals("/v1/traces")) {
                read(body.getBytes());
              }
              request.response().setStatusCode(status).end().onComplete(sent -> {});
            });
  }

  private void read(byte[] body) {
    try {
      ExportTraceServiceRequest told = ExportTraceServiceRequest.parseFrom(body);
      texts.add(told.toString());
      told.getResourceSpansList().forEach(this::read);
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError("no OTLP", e);
    }
  }

  private void read(ResourceSpans from) {
    List<KeyValue> sender = from.getResource().getAttributesList();
    for (ScopeSpans scope : from.getScopeSpansList()) {
      scope.getSpansList().forEach(span -> spans.add(seen(span, sender)));
    }
  }

  private static Seen seen(Span span, List<KeyValue> sender) {
    Map<String, String> facts = facts("", span.getAttributesList());
    facts.putAll(facts("resource.", sender));
    HexFormat hex = HexFormat.of();
    return new Seen(
        hex.formatHex(span.getTraceId().toByteArray()),
        hex.formatHex(span.getSpanId().toByteArray()),
        hex.formatHex(span.getParentSpanId().toByteArray()),
        span.getName(),
        span.getStartTimeUnixNano(),
        span.getEndTimeUnixNano(),
        span.getStatus().getCodeValue() == 2,
        facts);
  }

  private static Map<String, String> facts(String prefix, List<KeyValue> pairs) {
    return new ArrayList<>(pairs)
        .stream()
            .collect(
                Collectors.toMap(
                    pair -> prefix + pair.getKey(),
                    pair ->
                        pair.getValue().hasIntValue()
                            ? String.valueOf(pair.getValue().getIntValue())
                            : pair.getValue().getStringValue()));
  }

  @Override
  public void close() {
    get(server.close());
  }
}

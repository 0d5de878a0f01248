package trt.tracing;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import trt.config.TracingConfig;

/** The way to the collector: OTLP over HTTP, in protocol buffers. */
final class Collector {
  /** Kept, or the setting would be forgotten with the logger: what it would say is said once. */
  private static final Logger SILENCED = Logger.getLogger("io.opentelemetry");

  private static final String PATH = "/v1/traces";

  private Collector() {}

  static SpanExporter of(TracingConfig config) {
    SILENCED.setLevel(Level.OFF);
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(config.endpoint() + PATH)
            .setCompression("gzip")
            .setConnectTimeout(config.exportTimeout())
            .setTimeout(config.exportTimeout());
    if (config.headers().isPresent()) {
      for (String header : config.headers().reveal().split(",", -1)) {
        String[] parts = header.strip().split("=", 2);
        builder.addHeader(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return builder.build();
  }
}

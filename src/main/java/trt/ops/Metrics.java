package trt.ops;

import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;

/** The registry behind {@code /metrics} and a Vert.x that reports to it. */
public final class Metrics {
  /** Values one label may have; more are left out, so that a mistake cannot fill the memory. */
  private static final int LABEL_VALUES = 200;

  // No path, method, route or remote address: strangers choose those, and one path carries a token.
  private static final EnumSet<Label> LABELS =
      EnumSet.of(Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME, Label.CLIENT_NAME);

  private Metrics() {}

  /** A registry with bounded labels, which knows when this process started. */
  public static PrometheusMeterRegistry registry() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry
        .config()
        .meterFilter(bound("handler"))
        .meterFilter(bound("model"))
        .meterFilter(bound("method"))
        .meterFilter(bound("unit"))
        // One value per host, and results of jobs come from many hosts.
        .meterFilter(
            MeterFilter.maximumAllowableTags(
                "vertx", "pool_name", LABEL_VALUES, MeterFilter.deny()));
    new UptimeMetrics().bindTo(registry);
    return registry;
  }

  /** A Vert.x that reports its own and the JVM's numbers. */
  public static Vertx vertx(VertxOptions options, PrometheusMeterRegistry registry) {
    MicrometerMetricsOptions metrics =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            .setJvmMetricsEnabled(true)
            .setLabels(LABELS)
            .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS);
    return Vertx.builder()
        .with(new VertxOptions(options).setMetricsOptions(metrics))
        .withMetrics(new MicrometerMetricsFactory(registry))
        .build();
  }

  private static MeterFilter bound(String label) {
    return MeterFilter.maximumAllowableTags("trt", label, LABEL_VALUES, MeterFilter.deny());
  }
}

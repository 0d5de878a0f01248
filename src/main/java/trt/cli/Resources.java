package trt.cli;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/** What the bot uses, as its own metrics tell once a second. */
final class Resources {
  private static final long EVERY_MS = 1_000;
  private static final double MIB = 1 << 20;

  private final Vertx vertx;
  private final WebClient web;
  private final String metrics;
  private final DoubleAdder cores = new DoubleAdder();
  private final LongAdder samples = new LongAdder();
  private final DoubleAccumulator memory = new DoubleAccumulator(Math::max, 0);
  private long timer;

  /**
   * Mean and peak over a run.
   *
   * @param known whether the metrics could be read at all
   * @param memoryMiB peak of the memory the JVM used, without the operating system's share
   */
  record Use(boolean known, double cpuCores, double memoryMiB) {
    String line() {
      return known
          ? String.format(
              Locale.ROOT, "%-8s %.2f cores, %.0f MiB at most", "bot used", cpuCores, memoryMiB)
          : String.format("%-8s unknown: its metrics could not be read", "bot used");
    }
  }

  Resources(Vertx vertx, URI ops) {
    this.vertx = vertx;
    this.web = WebClient.create(vertx);
    this.metrics = ops.resolve("/metrics").toString();
  }

  void start() {
    timer = vertx.setPeriodic(EVERY_MS, tick -> sample().otherwiseEmpty());
  }

  Use stop() {
    vertx.cancelTimer(timer);
    long count = samples.sum();
    return new Use(count > 0, count == 0 ? 0 : cores.sum() / count, memory.get());
  }

  /** One look; fails when the metrics cannot be read. */
  Future<Void> sample() {
    return web.getAbs(metrics)
        .timeout(EVERY_MS)
        .send()
        .map(
            response -> {
              String text = String.valueOf(response.bodyAsString());
              if (response.statusCode() == 200) {
                cores.add(sum(text, "process_cpu_usage") * sum(text, "system_cpu_count"));
                memory.accumulate(sum(text, "jvm_memory_used_bytes") / MIB);
                samples.increment();
              }
              return null;
            });
  }

  private static double sum(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}

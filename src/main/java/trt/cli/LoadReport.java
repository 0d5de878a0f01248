package trt.cli;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Result of a load run. */
record LoadReport(
    double seconds, Counts counts, Percentiles ack, Percentiles reply, Resources.Use use) {
  /**
   * How many updates went which way.
   *
   * @param lost acknowledged but never answered
   * @param refused answered by the webhook with another status than 200: Telegram would repeat
   * @param failed no answer from the webhook
   * @param skipped not sent because every chat still waited
   * @param extra messages nobody waited for
   */
  record Counts(
      long sent,
      long acked,
      long replied,
      long lost,
      long refused,
      long failed,
      long skipped,
      long extra) {}

  /** In milliseconds. */
  record Percentiles(double p50, double p95, double p99, double p999, double max) {
    static Percentiles of(Histogram micros) {
      return new Percentiles(
          at(micros, 50), at(micros, 95), at(micros, 99), at(micros, 99.9), at(micros, 100));
    }

    private static double at(Histogram micros, double percentile) {
      return micros.getValueAtPercentile(percentile) / 1000.0;
    }

    JsonObject json() {
      return new JsonObject()
          .put("p50", p50)
          .put("p95", p95)
          .put("p99", p99)
          .put("p999", p999)
          .put("max", max);
    }

    String line(String name) {
      return String.format(
          Locale.ROOT,
          "%-8s p50 %.1f  p95 %.1f  p99 %.1f  p99.9 %.1f  max %.1f ms",
          name,
          p50,
          p95,
          p99,
          p999,
          max);
    }
  }

  /** Nothing was lost, and the webhook answered everything. */
  boolean passed() {
    return counts.lost == 0 && counts.failed == 0 && counts.acked > 0;
  }

  double acksPerSecond() {
    return counts.acked / seconds;
  }

  String text() {
    return String.join(
        System.lineSeparator(),
        String.format(
            Locale.ROOT, "%-8s %.1f acks/s over %.1f s", "rate", acksPerSecond(), seconds),
        ack.line("ack"),
        reply.line("reply"),
        String.format(
            "%-8s %d sent, %d acked, %d answered",
            "updates", counts.sent, counts.acked, counts.replied),
        String.format(
            "%-8s %d lost, %d refused, %d failed, %d skipped, %d extra messages",
            "trouble", counts.lost, counts.refused, counts.failed, counts.skipped, counts.extra),
        use.line());
  }

  JsonObject json() {
    return new JsonObject()
        .put("seconds", seconds)
        .put("acksPerSecond", acksPerSecond())
        .put("ackMs", ack.json())
        .put("replyMs", reply.json())
        .put("sent", counts.sent)
        .put("acked", counts.acked)
        .put("replied", counts.replied)
        .put("lost", counts.lost)
        .put("refused", counts.refused)
        .put("failed", counts.failed)
        .put("skipped", counts.skipped)
        .put("extraMessages", counts.extra)
        .put("cpuCores", use.known() ? use.cpuCores() : null)
        .put("memoryMiB", use.known() ? use.memoryMiB() : null);
  }
}

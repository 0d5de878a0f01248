package trt.cli.load;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * What a stretch of load showed. Times in milliseconds.
 *
 * @param refused 503s and broken connections, all repeated
 * @param unanswered by the clock of the scenario
 * @param extra messages nobody waited for
 * @param books what the database and Telegram's numbering say, independently of the above
 */
record Measured(
    long sent,
    long acked,
    long refused,
    long unanswered,
    long extra,
    double seconds,
    Times ack,
    Times answer,
    Database.Books books,
    Usage use) {
  /** Percentiles, milliseconds. */
  record Times(double p50, double p99, double max) {
    private static Times of(org.HdrHistogram.Histogram micros) {
      return new Times(
          Tally.millis(micros, 50), Tally.millis(micros, 99), Tally.millis(micros, 100));
    }

    JsonObject json() {
      return new JsonObject().put("p50", p50).put("p99", p99).put("max", max);
    }
  }

  /**
   * @param awaited whether the updates have answers
   */
  static Measured of(
      Tally tally, boolean awaited, double seconds, Database.Books books, Usage use) {
    return new Measured(
        tally.sentCount(),
        tally.acks.getTotalCount(),
        tally.refusedCount(),
        awaited ? tally.unanswered() : 0,
        tally.extraCount(),
        seconds,
        Times.of(tally.acks),
        Times.of(tally.answers),
        books,
        use);
  }

  double acksPerSecond() {
    return acked / seconds;
  }

  double answersPerSecond() {
    return (sent - unanswered) / seconds;
  }

  /** Everything answered once, in order per chat. */
  boolean whole() {
    return unanswered == 0
        && extra == 0
        && books.stored() == sent
        && books.unanswered() == 0
        && books.disordered() == 0;
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "%d sent, %d acked, %d refused, %d unanswered (books: %d), %d out of order, %d extra; %.0f/s;"
            + " ack p50 %.1f p99 %.1f; answer p50 %.1f p99 %.1f max %.1f ms;"
            + " CPU/update: bot %.0f µs, PostgreSQL %.0f µs, generator %.0f µs; others %.2f cores; bot %d MiB",
        sent,
        acked,
        refused,
        unanswered,
        books.unanswered(),
        books.disordered(),
        extra,
        sent / seconds,
        ack.p50(),
        ack.p99(),
        answer.p50(),
        answer.p99(),
        answer.max(),
        use.bot() * 1e6 / Math.max(1, sent),
        use.postgres() * 1e6 / Math.max(1, sent),
        use.generator() * 1e6 / Math.max(1, sent),
        use.noise(),
        use.botMiB());
  }

  JsonObject json() {
    return new JsonObject()
        .put("sent", sent)
        .put("acked", acked)
        .put("refused", refused)
        .put("unanswered", unanswered)
        .put("unansweredByTheBooks", books.unanswered())
        .put("outOfOrder", books.disordered())
        .put("extraMessages", extra)
        .put("seconds", seconds)
        .put("acksPerSecond", acksPerSecond())
        .put("answersPerSecond", answersPerSecond())
        .put("ackMs", ack.json())
        .put("answerMs", answer.json())
        .put("cpuSecondsBot", use.bot())
        .put("cpuSecondsPostgres", use.postgres())
        .put("cpuSecondsGenerator", use.generator())
        .put("coresUsedByOthers", use.noise())
        .put("botPeakMiB", use.botMiB());
  }
}

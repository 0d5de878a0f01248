package trt.faults;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;

/**
 * A bot and its servers at one moment of a long run.
 *
 * @param second since the load began
 * @param sent updates until then
 * @param heap bytes in use after a full collection
 * @param resident bytes of the process, as the system counts them
 * @param committed bytes by the JVM's own books (heap, code, threads, buffers …)
 * @param cpuMillis computed by the process until then
 * @param tables bytes with indexes, by name; the partitions of the log of updates are one
 * @param awaited people who wait for an answer or a result
 * @param load of the machine, whoever causes it
 */
record Vitals(
    long second,
    long sent,
    long heap,
    long resident,
    long committed,
    long threads,
    long files,
    long cpuMillis,
    long databaseConnections,
    long databaseBytes,
    Map<String, Long> tables,
    long redisConnections,
    long redisBytes,
    long inbox,
    long outbox,
    long liveJobs,
    long awaited,
    Pace pace,
    double load) {
  private static final double MIB = 1 << 20;

  /** Answers since the sample before; milliseconds. */
  record Pace(long sent, long answered, double p50, double p99, double max, double resultP99) {
    static Pace of(Crowd.Tally tally) {
      return new Pace(
          tally.sent,
          tally.answered,
          tally.answers.getValueAtPercentile(50),
          tally.answers.getValueAtPercentile(99),
          tally.answers.getMaxValue(),
          tally.results.getValueAtPercentile(99));
    }
  }

  static String head() {
    return "| min | updates | heap MiB | RSS MiB | JVM MiB | threads | files | pg | redis | redis MiB"
        + " | log MiB | other MiB | inbox | outbox | jobs | awaited | p50 ms | p99 ms | max ms"
        + " | result p99 s | load |\n"
        + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|";
  }

  /** Bytes of the partitions of the log of updates. */
  long log() {
    return tables.getOrDefault(Probe.LOG, 0L);
  }

  /** Bytes of all other tables. */
  long others() {
    return tables.values().stream().mapToLong(bytes -> bytes).sum() - log();
  }

  String line() {
    return String.format(
        Locale.ROOT,
        "| %.1f | %d | %.1f | %.1f | %.1f | %d | %d | %d | %d | %.2f | %.1f | %.1f | %d | %d | %d |"
            + " %d | %.0f | %.0f | %.0f | %.1f | %.1f |",
        second / 60.0,
        sent,
        heap / MIB,
        resident / MIB,
        committed / MIB,
        threads,
        files,
        databaseConnections,
        redisConnections,
        redisBytes / MIB,
        log() / MIB,
        others() / MIB,
        inbox,
        outbox,
        liveJobs,
        awaited,
        pace.p50,
        pace.p99,
        pace.max,
        pace.resultP99 / 1000,
        load);
  }

  JsonObject json() {
    return new JsonObject()
        .put("second", second)
        .put("updates", sent)
        .put("heapAfterGcBytes", heap)
        .put("residentBytes", resident)
        .put("committedBytes", committed)
        .put("threads", threads)
        .put("files", files)
        .put("cpuMillis", cpuMillis)
        .put("databaseConnections", databaseConnections)
        .put("databaseBytes", databaseBytes)
        .put("tableBytes", new JsonObject(new java.util.LinkedHashMap<>(tables)))
        .put("redisConnections", redisConnections)
        .put("redisBytes", redisBytes)
        .put("inbox", inbox)
        .put("outbox", outbox)
        .put("liveJobs", liveJobs)
        .put("awaited", awaited)
        .put("sentLately", pace.sent)
        .put("answeredLately", pace.answered)
        .put("answerP50Ms", pace.p50)
        .put("answerP99Ms", pace.p99)
        .put("answerMaxMs", pace.max)
        .put("resultP99Ms", pace.resultP99)
        .put("load", load);
  }
}

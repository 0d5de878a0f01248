package trt.cli.load;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What the benchmark of live jobs said, as a row of the report. */
final class JobsRow {
  private static final String TARGET =
      ">= 99 % HOT, polling writes nothing, reload <= 2 s, heap <= 512 MiB";
  private static final double HOT_PERCENT = 99;
  private static final long RELOAD_MILLIS = 2_000;
  private static final long HEAP_MIB = 512;

  private JobsRow() {}

  static Row missing() {
    return new Row(
        "jobs",
        "100,000 live jobs",
        TARGET,
        "a benchmark among the tests measures this; scripts/load-test runs it",
        Row.Verdict.NOT_MEASURED);
  }

  /**
   * @param report the line of JSON the benchmark ends with
   */
  static Row of(JsonObject report) {
    double hot = report.getDouble("hotPercent");
    long written = report.getLong("rowsWrittenByPolling");
    long reload = report.getLong("reloadMillis");
    long limit = report.getLong("heapLimitMB");
    boolean met =
        hot >= HOT_PERCENT && written == 0 && reload <= RELOAD_MILLIS && limit <= HEAP_MIB;
    return new Row(
        "jobs",
        String.format(Locale.ROOT, "%,d live jobs", report.getLong("jobs")),
        TARGET,
        String.format(
            Locale.ROOT,
            "%.2f %% HOT of %,d changes, %d rows written by %,d looks, reload %.1f s, heap %d MiB of at most %d",
            hot,
            report.getLong("stateChanges"),
            written,
            report.getLong("looks"),
            reload / 1e3,
            report.getLong("heapMBWithAllFollowed"),
            limit),
        Row.Verdict.of(met));
  }
}

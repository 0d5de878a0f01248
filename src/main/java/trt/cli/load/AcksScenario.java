package trt.cli.load;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Durable acknowledgements: commits in groups against one row per transaction, both by the whole
 * bot in turn. The updates are edits of messages, which are stored and worked off like any other
 * and need no answer.
 */
final class AcksScenario implements Scenario {
  private static final int CONNECTIONS = 100;
  private static final int CHATS = 10_000;
  private static final int ROUNDS = 2;
  private static final Duration WARM = Duration.ofSeconds(8);

  /** The same code with batches of one, on eight connections: a plain insert pool of eight. */
  private static final Map<String, String> ONE_BY_ONE =
      Map.of("TRT_INGRESS_BATCH_ROWS", "1", "TRT_UNITS_INGRESS_INSTANCES", "8");

  private final Duration length;

  /**
   * @param length of each measured stretch
   */
  AcksScenario(Duration length) {
    this.length = length;
  }

  @Override
  public void play(Stage stage, Findings findings) throws Exception {
    double grouped = 0;
    double single = 0;
    double p99 = 0;
    double p50 = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      Measured alone = stretch(stage, findings, "one row per transaction " + round, ONE_BY_ONE);
      Measured group = stretch(stage, findings, "group commit " + round, Map.of());
      single += alone.acksPerSecond() / ROUNDS;
      grouped += group.acksPerSecond() / ROUNDS;
      p50 += group.ack().p50() / ROUNDS;
      p99 = Math.max(p99, group.ack().p99());
    }
    report(findings, grouped, single, p50, p99);
  }

  private Measured stretch(
      Stage stage, Findings findings, String name, Map<String, String> settings) throws Exception {
    Node node = stage.node(settings);
    try (Traffic traffic = new Traffic(stage, node, CHATS, CONNECTIONS)) {
      Measured cold = traffic.acknowledged(CONNECTIONS, Updates::edited, WARM);
      findings.detail(name + ", warming up", cold);
      Measured seen = traffic.acknowledged(CONNECTIONS, Updates::edited, length);
      findings.detail(name, seen);
      return seen;
    } finally {
      stage.awaitNothingPending();
      stage.clear();
    }
  }

  private static void report(
      Findings findings, double grouped, double single, double p50, double p99) {
    findings.add(
        new Row(
            "acks",
            "durable acks at 100 connections, against one row per transaction (8 connections)",
            ">= 4 times",
            String.format(
                Locale.ROOT,
                "%.1f times (%.0f/s against %.0f/s)",
                grouped / single,
                grouped,
                single),
            Row.Verdict.of(grouped >= 4 * single)));
    findings.add(
        new Row(
            "acks",
            "time to the 200",
            "p99 <= 50 ms",
            String.format(Locale.ROOT, "p50 %.1f ms, p99 %.1f ms", p50, p99),
            Row.Verdict.of(p99 <= 50)));
    findings.add(
        new Row(
            "acks",
            "acks a second, on a quiet machine",
            ">= 15000/s",
            String.format(Locale.ROOT, "%.0f/s", grouped),
            Row.Verdict.of(grouped >= 15_000)));
  }
}

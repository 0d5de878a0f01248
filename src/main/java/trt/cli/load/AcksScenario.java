package trt.cli.load;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * Durable acknowledgements: commits in groups against one row per transaction, by the unit that
 * takes updates in, alone in its process; then by the whole bot, which works them off meanwhile.
 * The updates are edits of messages, which are stored and worked off like any other and need no
 * answer. What was acknowledged is counted in the database.
 */
final class AcksScenario implements Scenario {
  private static final int CONNECTIONS = 100;
  private static final int CHATS = 10_000;
  private static final int ROUNDS = 2;

  /** Long enough for the compiler: the first 100,000 updates cost three times as much. */
  private static final Duration WARM = Duration.ofSeconds(20);

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
      Measured alone = takenIn(stage, findings, "one row per transaction " + round, ONE_BY_ONE);
      Measured group = takenIn(stage, findings, "group commit " + round, Map.of());
      single += alone.acksPerSecond() / ROUNDS;
      grouped += group.acksPerSecond() / ROUNDS;
      p50 += group.ack().p50() / ROUNDS;
      p99 += group.ack().p99() / ROUNDS;
    }
    report(findings, grouped, single, p50, p99);
    wholeBot(stage, findings);
  }

  private Measured takenIn(
      Stage stage, Findings findings, String name, Map<String, String> settings) throws Exception {
    int first = stage.nextUpdate();
    Node node = stage.intake(settings);
    try {
      Measured cold = stretch(stage, node, WARM);
      findings.detail(name + ", warming up", cold);
      Measured seen = stretch(stage, node, length);
      findings.detail(name, seen);
      stage.database().holds(first, cold.acked() + seen.acked());
      return seen;
    } finally {
      stage.clear();
      stage.database().forgetWaiting();
    }
  }

  private void wholeBot(Stage stage, Findings findings) throws Exception {
    Node node = stage.node(Map.of());
    Measured seen;
    try {
      findings.detail("the whole bot, warming up", stretch(stage, node, WARM));
      seen = stretch(stage, node, length);
      findings.detail("the whole bot", seen);
    } finally {
      stage.awaitNothingPending();
      stage.clear();
    }
    findings.add(
        Row.fact(
            "acks",
            "while the whole bot works them off",
            String.format(
                Locale.ROOT,
                "%.0f/s, p50 %.1f ms, p99 %.1f ms",
                seen.acksPerSecond(),
                seen.ack().p50(),
                seen.ack().p99())));
  }

  private static Measured stretch(Stage stage, Node node, Duration length) throws Exception {
    try (Traffic traffic = new Traffic(stage, node, CHATS, CONNECTIONS)) {
      return traffic.acknowledged(CONNECTIONS, Updates::edited, length);
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

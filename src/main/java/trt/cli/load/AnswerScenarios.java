package trt.cli.load;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** What a person notices, on one warm bot: alone, at a steady rate, and at the limit. */
final class AnswerScenarios implements Scenario {
  private static final int LONE = 1_000;
  private static final int STEADY = 1_000;
  private static final int FRAMEWORKS = 2_400;
  private static final int CLOSED_SECONDS = 15;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** An open loop is answered in full when its last answer comes within this. */
  private static final Duration SETTLE = Duration.ofSeconds(10);

  private static final double FULL_P99_MS = 1_000;

  private final Set<String> wanted;
  private final Duration steady;
  private final Duration step;

  /**
   * @param wanted of lone, open, knee
   * @param steady length of the open loop
   * @param step length of a step of the knee
   */
  AnswerScenarios(Set<String> wanted, Duration steady, Duration step) {
    this.wanted = wanted;
    this.steady = steady;
    this.step = step;
  }

  @Override
  public void play(Stage stage, Findings findings) throws Exception {
    Node node = Warmth.node(stage, findings);
    try (Traffic traffic = new Traffic(stage, node, Warmth.CHATS, Warmth.CONNECTIONS)) {
      if (wanted.contains("lone")) {
        lone(traffic, findings);
      }
      if (wanted.contains("open")) {
        open(traffic, findings);
      }
      if (wanted.contains("knee")) {
        knee(traffic, findings);
      }
    }
    stage.clear();
  }

  private static void lone(Traffic traffic, Findings findings) throws Exception {
    Measured seen = traffic.answered(1, LONE, LIMIT);
    findings.detail("lone", seen);
    boolean met = seen.whole() && seen.answer().p50() <= 5 && seen.answer().p99() <= 25;
    findings.add(
        new Row(
            "lone",
            "one /start at a time, POST to sendMessage",
            "p50 <= 5 ms, p99 <= 25 ms",
            times(seen),
            Row.Verdict.of(met)));
  }

  private void open(Traffic traffic, Findings findings) throws Exception {
    Measured seen = traffic.open(STEADY, steady, SETTLE);
    findings.detail("open", seen);
    findings.add(
        new Row(
            "open",
            STEADY + " /start a second for " + steady.toSeconds() + " s",
            "all answered, in order, p99 <= 250 ms",
            completeness(seen) + ", " + times(seen),
            Row.Verdict.of(seen.whole() && seen.answer().p99() <= 250)));
  }

  private void knee(Traffic traffic, Findings findings) throws Exception {
    Measured closed = traffic.answered(64, (long) FRAMEWORKS * CLOSED_SECONDS, LIMIT);
    findings.detail("64 in flight", closed);
    findings.add(
        new Row(
            "knee",
            "answers a second, 64 updates in flight",
            "> 2400 (what a bot that forgets does), all answered",
            String.format(
                Locale.ROOT,
                "%.0f/s, %s, %s, %d MiB",
                closed.answersPerSecond(),
                completeness(closed),
                times(closed),
                closed.use().botMiB()),
            Row.Verdict.of(closed.whole() && closed.answersPerSecond() > FRAMEWORKS)));
    int rate = STEADY;
    int best = 0;
    boolean whole = true;
    while (whole) {
      Measured seen = traffic.open(rate, step, SETTLE);
      findings.detail("open loop at " + rate, seen);
      whole = seen.whole() && seen.refused() == 0 && seen.answer().p99() <= FULL_P99_MS;
      best = whole ? rate : best;
      rate += 200;
    }
    findings.add(
        new Row(
            "knee",
            "highest open-loop rate answered in full, p99 <= 1 s",
            "> 2400/s",
            best + "/s",
            Row.Verdict.of(best > FRAMEWORKS)));
  }

  private static String times(Measured seen) {
    return String.format(
        Locale.ROOT, "p50 %.1f ms, p99 %.1f ms", seen.answer().p50(), seen.answer().p99());
  }

  static String completeness(Measured seen) {
    return seen.whole()
        ? seen.sent() + " answered once and in order"
        : "%d of %d unanswered, %d out of order, %d extra"
            .formatted(
                Math.max(seen.unanswered(), seen.books().unanswered()),
                seen.sent(),
                seen.books().disordered(),
                seen.extra());
  }
}

package trt.cli.load;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL stands still with all its connections, people go on writing, Telegram keeps what is
 * not acknowledged and repeats it.
 */
final class OutageScenario implements Scenario {
  private static final int CHATS = 1_000;
  private static final int EACH = 5;
  private static final int CONNECTIONS = 100;
  private static final Duration SETTLE = Duration.ofMinutes(2);
  private static final double TARGET_SECONDS = 30;

  private final Duration outage;

  /**
   * @param outage how long PostgreSQL stands still
   */
  OutageScenario(Duration outage) {
    this.outage = outage;
  }

  @Override
  public void play(Stage stage, Findings findings) throws Exception {
    Node node = Warmth.node(stage, findings);
    long[] back = {0};
    long[] last = {0};
    try (Traffic traffic = new Traffic(stage, node, CHATS, CONNECTIONS)) {
      stage.database().freeze();
      CompletableFuture<Void> thawed =
          CompletableFuture.runAsync(
              () -> {
                back[0] = System.nanoTime();
                stage.database().thaw();
              },
              CompletableFuture.delayedExecutor(outage.toMillis(), TimeUnit.MILLISECONDS));
      Measured seen =
          traffic.measure(
              outage.plus(SETTLE),
              outage.plus(SETTLE),
              run -> {
                run.tally().onAnswer(() -> last[0] = System.nanoTime());
                return traffic.burst(run, EACH);
              });
      thawed.get(1, TimeUnit.SECONDS);
      findings.detail("outage", seen);
      report(findings, seen, TimeUnit.NANOSECONDS.toMillis(last[0] - back[0]) / 1e3);
    } finally {
      stage.database().thaw();
    }
    stage.clear();
  }

  private void report(Findings findings, Measured seen, double seconds) {
    findings.add(
        new Row(
            "outage",
            "%d updates of %d chats while PostgreSQL stands still for %d s"
                .formatted(CHATS * EACH, CHATS, outage.toSeconds()),
            "all answered, in order, within 30 s of its return",
            String.format(Locale.ROOT, "%s, %.1f s", AnswerScenarios.completeness(seen), seconds),
            Row.Verdict.of(seen.whole() && seconds <= TARGET_SECONDS)));
  }
}

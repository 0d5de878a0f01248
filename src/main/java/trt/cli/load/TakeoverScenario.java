package trt.cli.load;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Two nodes share the chats, people write all the time, one node dies as in a power cut. The
 * longest wait for an answer is how long its chats were without an owner.
 */
final class TakeoverScenario implements Scenario {
  private static final int KILLS = 5;
  private static final int RATE = 200;
  private static final Duration LENGTH = Duration.ofSeconds(16);
  private static final Duration FIRST_SECONDS = Duration.ofSeconds(8);
  private static final Duration BEFORE_THE_KILL = Duration.ofSeconds(3);
  private static final Duration SETTLE = Duration.ofSeconds(30);
  private static final Duration SHARED = Duration.ofSeconds(60);
  private static final double TYPICAL_SECONDS = 5;
  private static final double WORST_SECONDS = 12;
  private static final String LESSER_PART =
      """
      SELECT coalesce(min(held), 0) FROM (
        SELECT count(*) AS held FROM shard_lease WHERE expires_at > clock_timestamp() GROUP BY owner
        HAVING count(*) < 256) part
      """;

  @Override
  public void play(Stage stage, Findings findings) throws Exception {
    Node survivor = Warmth.node(stage, findings);
    List<Double> seconds = new ArrayList<>();
    boolean whole = true;
    long extra = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      Measured seen = oneKill(stage, survivor);
      findings.detail("kill -9 no. " + kill, seen);
      seconds.add(seen.answer().max() / 1000);
      extra += seen.extra();
      whole &= seen.unanswered() + seen.books().unanswered() + seen.books().disordered() == 0;
    }
    report(findings, seconds, whole, extra);
    stage.clear();
  }

  private static Measured oneKill(Stage stage, Node survivor) throws Exception {
    Node victim = stage.node(Map.of());
    awaitShared(stage);
    // A process in its first seconds is slower than any takeover.
    try (Traffic traffic = new Traffic(stage, survivor, Warmth.CHATS, Warmth.CONNECTIONS)) {
      Measured unused = traffic.open(RATE, FIRST_SECONDS, SETTLE);
    }
    Executor later =
        CompletableFuture.delayedExecutor(BEFORE_THE_KILL.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> killed = CompletableFuture.runAsync(victim::cutOff, later);
    try (Traffic traffic = new Traffic(stage, survivor, Warmth.CHATS, Warmth.CONNECTIONS)) {
      Measured seen = traffic.open(RATE, LENGTH, SETTLE);
      killed.get(1, TimeUnit.SECONDS);
      return seen;
    }
  }

  /** Each node has about half, or the kill would show nothing. */
  private static void awaitShared(Stage stage) throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + SHARED.toNanos();
    while (Integer.parseInt(stage.database().value(LESSER_PART)) < 120) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("The nodes did not share the chats in time");
      }
      Thread.sleep(100);
    }
  }

  private static void report(Findings findings, List<Double> seconds, boolean whole, long extra) {
    List<Double> sorted = seconds.stream().sorted().toList();
    double typical = sorted.get(sorted.size() / 2);
    double worst = Collections.max(seconds);
    findings.add(
        new Row(
            "takeover",
            "kill -9 of one of two nodes, %d times, %d updates a second".formatted(KILLS, RATE),
            "<= 5 s typical, <= 12 s worst; all answered, in order",
            String.format(
                Locale.ROOT,
                "median %.1f s, worst %.1f s, %s, %d repeated because their fate was unclear",
                typical,
                worst,
                whole ? "all answered in order" : "NOT all answered in order",
                extra),
            Row.Verdict.of(whole && typical <= TYPICAL_SECONDS && worst <= WORST_SECONDS)));
  }
}

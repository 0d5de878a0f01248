package trt.playground.telegram.update;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How many deliveries may be under way: ten more every half second while the bot answers, one while
 * it has not answered well for ten seconds (WebhookActor.cpp of the Bot API server).
 */
final class ConnectionBudget {
  private static final int STEP = 10;
  private static final Duration STEP_EVERY = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final InstantSource clock;
  private final int limit;
  private Instant healthySince;
  private Instant lastSuccess;

  ConnectionBudget(InstantSource clock, int limit) {
    this.clock = clock;
    this.limit = limit;
    healthySince = clock.instant();
    lastSuccess = healthySince;
  }

  int allowed() {
    if (isSick()) {
      return 1;
    }
    long steps = Duration.between(healthySince, clock.instant()).dividedBy(STEP_EVERY);
    return (int) Math.min(limit, STEP * (steps + 1));
  }

  void success() {
    Instant now = clock.instant();
    if (isSick()) {
      healthySince = now;
    }
    lastSuccess = now;
  }

  /** A queue that was empty for long is no reason for distrust. */
  void idle() {
    lastSuccess = clock.instant();
  }

  private boolean isSick() {
    return Duration.between(lastSuccess, clock.instant()).compareTo(PATIENCE) > 0;
  }
}

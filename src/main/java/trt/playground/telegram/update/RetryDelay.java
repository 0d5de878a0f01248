package trt.playground.telegram.update;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When a refused update is sent again: at once, then after 2, 4, 8 … seconds up to a random 60 to
 * 120; a Retry-After of the bot counts instead and stops the doubling (WebhookActor.cpp).
 */
final class RetryDelay {
  private static final int RETRY_AFTER_LIMIT = 3600;

  private final RandomGenerator random;
  private int failures;
  private long seconds;

  RetryDelay(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The pause after one more failure.
   *
   * @param retryAfter seconds the bot asked for, 0 if it did not
   */
  Duration afterFailure(int retryAfter) {
    failures++;
    if (retryAfter > 0) {
      return Duration.ofSeconds(Math.min(retryAfter, RETRY_AFTER_LIMIT));
    }
    if (failures == 1) {
      return Duration.ZERO;
    }
    seconds = seconds == 0 ? 2 : Math.min(seconds * 2, random.nextLong(60, 121));
    return Duration.ofSeconds(seconds);
  }

  /** The update was taken: the next failure is a first one again. */
  void reset() {
    failures = 0;
    seconds = 0;
  }
}

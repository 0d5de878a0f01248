package trt.ingress;

import java.time.Duration;

/** How one poll ended. */
sealed interface Polled {
  /**
   * Everything that came is on disk; the next poll confirms it.
   *
   * @param updates how many, 0 when there was no news
   */
  record Taken(int updates) implements Polled {}

  /**
   * Nothing is confirmed; the same updates are asked for again.
   *
   * @param cause for the log; holds no secret
   * @param atLeast what Telegram asked us to wait, else zero
   */
  record Held(Obstacle obstacle, String cause, Duration atLeast) implements Polled {}
}

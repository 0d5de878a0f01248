package trt.playground.servers;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Blocking waits with a deadline, for the thread that starts and stops the servers. */
final class Waiting {
  private static final long LOOK_EVERY_MILLIS = 20;

  private Waiting() {}

  /**
   * Looks every 20 ms until the condition holds, at least once.
   *
   * @return false if it did not hold within the limit, or the thread was interrupted (the interrupt
   *     flag stays set)
   */
  static boolean until(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      try {
        Thread.sleep(LOOK_EVERY_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return condition.getAsBoolean();
      }
    }
    return true;
  }
}

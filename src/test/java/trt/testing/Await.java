package trt.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that can be seen, up to a deadline. */
public final class Await {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private Await() {}

  /** Returns as soon as the condition holds; fails the test when the deadline passes first. */
  public static void until(BooleanSupplier condition, Duration deadline) {
    long end = System.nanoTime() + deadline.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + deadline);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Up to ten seconds. */
  public static void until(BooleanSupplier condition) {
    until(condition, Duration.ofSeconds(10));
  }
}

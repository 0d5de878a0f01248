package trt.playground.kie;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** KIE's limit: 20 new tasks in any 10 s for the whole account; more are refused, not queued. */
final class Throttle {
  private static final int TASKS = 20;
  private static final Duration WINDOW = Duration.ofSeconds(10);

  private final Deque<Instant> recent = new ArrayDeque<>();
  private int refused;

  synchronized boolean admits(Instant now) {
    while (!recent.isEmpty() && recent.peekFirst().isBefore(now.minus(WINDOW))) {
      recent.removeFirst();
    }
    if (recent.size() >= TASKS) {
      refused++;
      return false;
    }
    recent.addLast(now);
    return true;
  }

  /** How many came too fast. */
  synchronized int refused() {
    return refused;
  }
}

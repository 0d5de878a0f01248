package trt.supervision;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** How often a unit may still be restarted, and how long to wait before. */
final class RestartBudget {
  private static final int MOST_DOUBLINGS = 30;

  private final SupervisionPolicy policy;
  private final LongSupplier nanoTime;
  private final Deque<Long> recent = new ArrayDeque<>();

  RestartBudget(SupervisionPolicy policy, LongSupplier nanoTime) {
    this.policy = policy;
    this.nanoTime = nanoTime;
  }

  /** Takes one restart; false when the window has had as many as it may. */
  boolean spend() {
    long now = nanoTime.getAsLong();
    while (!recent.isEmpty() && now - recent.peekFirst() > policy.restartWindow().toNanos()) {
      recent.removeFirst();
    }
    if (recent.size() >= policy.maxRestarts()) {
      return false;
    }
    recent.addLast(now);
    return true;
  }

  /** The pause before the restart just taken. */
  Duration pause() {
    int doublings = Math.min(Math.max(recent.size() - 1, 0), MOST_DOUBLINGS);
    Duration grown = policy.backoffMin().multipliedBy(1L << doublings);
    return grown.compareTo(policy.backoffMax()) < 0 ? grown : policy.backoffMax();
  }
}

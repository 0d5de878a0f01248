package trt.domain.job;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * At most so many in ANY stretch of that length; a bucket that fills up lets twice as many through
 * at worst. The limit may change from call to call. One thread at a time.
 */
public final class SlidingWindow {
  private final long length;
  private final ArrayDeque<Long> taken = new ArrayDeque<>();

  /** Nothing was taken yet. */
  public SlidingWindow(Duration length) {
    this.length = length.toNanos();
  }

  /**
   * How many may be taken now.
   *
   * @param nanos reading of a monotonic clock
   */
  public int left(long nanos, int limit) {
    while (!taken.isEmpty() && nanos - taken.getFirst() >= length) {
      taken.removeFirst();
    }
    return Math.max(0, limit - taken.size());
  }

  /** Counts that many as taken now. */
  public void take(long nanos, int count) {
    for (int i = 0; i < count; i++) {
      taken.addLast(nanos);
    }
  }
}

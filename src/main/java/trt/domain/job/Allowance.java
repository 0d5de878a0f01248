package trt.domain.job;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How many jobs one of several takers may ask for now, when all together may take so many in any
 * window. Each has its share at once. Past it a taker may ask for one job in a while, because the
 * others may not need theirs: whoever counts for all of them refuses what is too much. One thread
 * at a time; readings are of a monotonic clock, in nanoseconds.
 */
public final class Allowance {
  private final SlidingWindow recent;
  private final long pause;
  private OptionalLong notPastShareBefore = OptionalLong.empty();
  private OptionalLong fullUntil = OptionalLong.empty();

  /**
   * Nothing was taken yet.
   *
   * @param window the stretch of time the limit is for
   * @param pause between two jobs past the share, and until a refused taker asks again
   */
  public Allowance(Duration window, Duration pause) {
    this.recent = new SlidingWindow(window);
    this.pause = pause.toNanos();
  }

  /**
   * How many may be asked for.
   *
   * @param share how many of the window's jobs are this taker's own; may change from call to call
   */
  public int left(long nanos, int share) {
    if (isBefore(nanos, fullUntil)) {
      return 0;
    }
    int left = recent.left(nanos, share);
    return left > 0 || isBefore(nanos, notPastShareBefore) ? left : 1;
  }

  /**
   * Notes what an offer brought.
   *
   * @param taken how many jobs were taken
   * @param refused whether there was no room for all that were offered
   * @param share as for {@link #left}
   */
  public void note(long nanos, int taken, boolean refused, int share) {
    recent.take(nanos, taken);
    fullUntil = refused ? OptionalLong.of(nanos + pause) : OptionalLong.empty();
    if (recent.left(nanos, share) == 0) {
      notPastShareBefore = OptionalLong.of(nanos + pause);
    }
  }

  private static boolean isBefore(long nanos, OptionalLong limit) {
    return limit.isPresent() && nanos - limit.getAsLong() < 0;
  }
}

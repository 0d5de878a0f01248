package trt.domain.job;

import java.time.Duration;

/**
 * When to ask KIE for a task's record. A function of age alone: nothing is stored between polls, so
 * "still running" writes nothing.
 *
 * <p>First at the model's typical time (a little before), then after a tenth of the age, within
 * bounds.
 *
 * @param first shortest pause, and the earliest first look
 * @param max longest pause
 * @param giveUpAfter least age at which a task without an end is given up; slow models get three
 *     times their slow time
 */
public record PollPlan(Duration first, Duration max, Duration giveUpAfter) {
  /** The pause until the first look after a submission. */
  public Duration firstPause(Duration typical) {
    return clamp(typical.multipliedBy(8).dividedBy(10));
  }

  /**
   * The pause after a look that found the task still running.
   *
   * @param jitter uniform in [0, 1): spreads tasks that started together by ± 20 %
   */
  public Duration nextPause(Duration age, double jitter) {
    Duration pause = clamp(age.dividedBy(10));
    return Duration.ofMillis(Math.round(pause.toMillis() * (0.8 + 0.4 * jitter)));
  }

  /** Whether a task of this age is given up. */
  public boolean isOver(Duration age, Duration slow) {
    Duration limit = slow.multipliedBy(3);
    return age.compareTo(limit.compareTo(giveUpAfter) > 0 ? limit : giveUpAfter) >= 0;
  }

  private Duration clamp(Duration pause) {
    if (pause.compareTo(first) < 0) {
      return first;
    }
    return pause.compareTo(max) > 0 ? max : pause;
  }
}

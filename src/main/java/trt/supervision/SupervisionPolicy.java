package trt.supervision;

import java.time.Duration;
import java.util.List;

/**
 * When a unit counts as dead and how it is brought back.
 *
 * @param startTimeout longest start of one unit; what comes up later is undeployed
 * @param stopTimeout longest stop of one unit; what still runs then is left behind
 * @param silence an instance without a beat for longer is dead
 * @param backoffMin pause before the first restart; doubles with each restart in the window
 * @param backoffMax longest pause
 * @param maxRestarts restarts of one unit within the window; one more and the supervisor gives up
 * @param restartWindow time over which restarts are counted
 */
public record SupervisionPolicy(
    Duration startTimeout,
    Duration stopTimeout,
    Duration silence,
    Duration backoffMin,
    Duration backoffMax,
    int maxRestarts,
    Duration restartWindow) {
  /** Refuses durations under a millisecond: Vert.x counts in those. */
  public SupervisionPolicy {
    for (Duration each :
        List.of(startTimeout, stopTimeout, silence, backoffMin, backoffMax, restartWindow)) {
      if (each.toMillis() < 1) {
        throw new IllegalArgumentException("a limit of supervision must be 1ms or more: " + each);
      }
    }
    if (maxRestarts < 0 || backoffMin.compareTo(backoffMax) > 0) {
      throw new IllegalArgumentException(
          "supervision needs maxRestarts >= 0 and backoffMin <= backoffMax, was %d, %s, %s"
              .formatted(maxRestarts, backoffMin, backoffMax));
    }
  }
}

package trt.ops;

import java.time.Instant;

/**
 * One unit as the supervisor sees it.
 *
 * @param state the supervisor's word; {@code running} is the good one
 * @param since when the state began
 */
public record UnitLine(String name, String state, int instances, int restarts, Instant since) {
  /** A unit that does not run will be restarted: degraded, not down. */
  public ComponentStatus status() {
    return state.equals("running") ? ComponentStatus.OK : ComponentStatus.DEGRADED;
  }
}

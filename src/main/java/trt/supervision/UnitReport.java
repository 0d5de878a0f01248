package trt.supervision;

import java.time.Instant;

/**
 * One unit, seen from outside.
 *
 * @param instances running now; 0 unless the state is {@link UnitState#RUNNING}
 * @param restarts since the process started
 * @param since when it entered this state
 * @param lastCause class and message of what last went wrong, without stack; empty if nothing has
 */
public record UnitReport(
    String name, UnitState state, int instances, int restarts, Instant since, String lastCause) {}

package trt.supervision;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The supervisor's two clocks.
 *
 * @param nanoTime measures silence and the restart window; never jumps
 * @param wall dates the states that people read
 */
public record SupervisionClock(LongSupplier nanoTime, InstantSource wall) {
  /** The machine's. */
  public static SupervisionClock system() {
    return new SupervisionClock(System::nanoTime, WallClock.here());
  }
}

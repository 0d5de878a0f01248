package trt.playground.kie;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the emulator behaves from the start.
 *
 * @param timeScale times as a multiple of the real ones: 1 = as KIE, 0.1 = ten times faster, 0 = at
 *     once
 * @param folder keeps tasks and uploads across restarts, also after {@code kill -9}; empty = memory
 *     only
 * @param credits what a new account holds
 * @param isLimited whether more than 20 creates in 10 s are refused, as at KIE
 */
public record EmulatorOptions(
    double timeScale, Optional<Path> folder, double credits, boolean isLimited) {
  /** For tests: results within a blink, nothing kept, the limit on. */
  public static EmulatorOptions quick() {
    return new EmulatorOptions(0.001, Optional.empty(), 100_000, true);
  }
}

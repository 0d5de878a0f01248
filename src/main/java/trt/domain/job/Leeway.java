package trt.domain.job;

import java.time.Duration;
import java.util.Optional;

/**
 * How much longer a file may be than its sender said. Apps round, and the last picture of a film
 * may stand for a while; the rest would be made at our cost.
 *
 * @param percent of the length that was said
 * @param slack on top of it
 */
public record Leeway(int percent, Duration slack) {
  /**
   * Why a job with such a file is not made; empty when it is.
   *
   * @param said zero = nothing was said, and so no price was worked out from it
   * @param measured empty = the file does not tell
   * @param priced whether the price was worked out from what was said
   */
  public Optional<FailReason> objection(
      Duration said, Optional<Duration> measured, boolean priced) {
    if (measured.isEmpty()) {
      return priced ? Optional.of(FailReason.FILE_UNMEASURED) : Optional.empty();
    }
    Duration most = said.plus(said.multipliedBy(percent).dividedBy(100)).plus(slack);
    boolean isLonger = !said.isZero() && measured.get().compareTo(most) > 0;
    return isLonger ? Optional.of(FailReason.FILE_LONGER) : Optional.empty();
  }
}

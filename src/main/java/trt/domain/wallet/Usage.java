package trt.domain.wallet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** How much of a hold is kept when the maker tells what was really used. */
public final class Usage {
  private Usage() {}

  /**
   * The part to keep, never more than was held and never nothing: what is used less goes back.
   *
   * @param held minor units
   * @param quoted credits the price was worked out from
   * @param used credits the maker says it took; empty or not positive when it says nothing of use
   * @return 1 to {@code held}, rounded up
   */
  public static long charged(long held, BigDecimal quoted, Optional<BigDecimal> used) {
    if (quoted.signum() <= 0) {
      return held;
    }
    return used.filter(credits -> credits.signum() > 0 && credits.compareTo(quoted) < 0)
        .map(
            credits ->
                BigDecimal.valueOf(held)
                    .multiply(credits)
                    .divide(quoted, 0, RoundingMode.CEILING)
                    .longValueExact())
        .orElse(held);
  }
}

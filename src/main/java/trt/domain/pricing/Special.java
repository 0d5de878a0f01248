package trt.domain.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * An operator's price for one model, in place of the usual one. What is charged is never less than
 * what KIE charges us, whatever stands here: see {@link PriceList}.
 *
 * @param percent of the usual price; 0 when the price is fixed
 * @param minorUnits of one generation, whatever its inputs; 0 when it is a percentage
 */
public record Special(int percent, long minorUnits) {
  private static final int MOST_PERCENT = 10_000;
  private static final long MOST_MINOR = 100_000_000;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Exactly one of both. */
  public Special {
    boolean fixed = percent == 0 && minorUnits > 0 && minorUnits <= MOST_MINOR;
    boolean part = minorUnits == 0 && percent > 0 && percent <= MOST_PERCENT;
    if (fixed == part) {
      throw new IllegalArgumentException(percent + " % or " + minorUnits + " minor units");
    }
  }

  /** What one generation costs, at least one minor unit, rounded up. */
  public long instead(long usual) {
    return percent == 0
        ? minorUnits
        : BigDecimal.valueOf(usual)
            .multiply(BigDecimal.valueOf(percent))
            .divide(HUNDRED, 0, RoundingMode.CEILING)
            .longValueExact();
  }

  /** Whether it is lower than another of the same kind. */
  public boolean isUnder(Special other) {
    return percent < other.percent || minorUnits < other.minorUnits;
  }

  /** As it is kept: {@code 150%} or {@code 500}. */
  public String text() {
    return percent == 0 ? String.valueOf(minorUnits) : percent + "%";
  }

  /** What {@link #text} has written; empty for anything else. */
  public static Optional<Special> of(String text) {
    try {
      return Optional.of(
          text.endsWith("%")
              ? new Special(Integer.parseInt(text.substring(0, text.length() - 1)), 0)
              : new Special(0, Long.parseLong(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

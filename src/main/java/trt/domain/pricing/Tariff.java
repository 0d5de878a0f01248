package trt.domain.pricing;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * How this deployment turns KIE's credits into its own money.
 *
 * @param creditPriceUsd what one KIE credit costs us, 0.005 USD at KIE's list price
 * @param markup what the user pays over our cost; at least 1
 * @param starPriceUsd what one Star brings us
 * @param minorPerStar smallest units of money in one Star, 100 by default
 */
public record Tariff(
    BigDecimal creditPriceUsd, BigDecimal markup, BigDecimal starPriceUsd, long minorPerStar) {
  public Tariff {
    if (creditPriceUsd.signum() <= 0 || starPriceUsd.signum() <= 0 || minorPerStar <= 0) {
      throw new IllegalArgumentException("credit price, Star price and minor units are positive");
    }
    if (markup.compareTo(BigDecimal.ONE) < 0) {
      throw new IllegalArgumentException("a markup below 1 sells at a loss: " + markup);
    }
  }

  /** The price of that many credits in minor units, rounded up. */
  public long minorUnits(BigDecimal credits) {
    return minorUnits(credits, markup);
  }

  /** What that many credits cost us, in minor units, rounded up. */
  public long cost(BigDecimal credits) {
    return minorUnits(credits, BigDecimal.ONE);
  }

  /** The part of the usual price that is our cost, rounded up to whole percent: 1 to 100. */
  public int costPercent() {
    return BigDecimal.valueOf(100).divide(markup, 0, RoundingMode.CEILING).intValueExact();
  }

  private long minorUnits(BigDecimal credits, BigDecimal times) {
    return credits
        .multiply(creditPriceUsd)
        .multiply(times)
        .multiply(BigDecimal.valueOf(minorPerStar))
        .divide(starPriceUsd, 0, RoundingMode.CEILING)
        .longValueExact();
  }
}

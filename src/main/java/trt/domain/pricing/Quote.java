package trt.domain.pricing;

import java.math.BigDecimal;

/** The answer to "what does this cost?". */
public sealed interface Quote {
  /**
   * It can be sold.
   *
   * @param credits what KIE will charge us
   * @param minorUnits what the user pays, at least 1
   * @param isCeiling KIE bills by usage: this is the most it can be, and what was not used is given
   *     back
   */
  record Priced(BigDecimal credits, long minorUnits, boolean isCeiling) implements Quote {}

  /** It cannot be sold like this. */
  record Unpriced(Reason reason, String detail) implements Quote {}

  /** Why there is no price. */
  enum Reason {
    /** The model has no price at all until the operator sets one. */
    CLOSED,
    /** The model has prices, but none for this combination; detail lists the deciding inputs. */
    COMBINATION,
    /** The price depends on something not yet given or measured; detail names the input. */
    MISSING
  }
}

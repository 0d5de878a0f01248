package trt.domain.pricing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * One line of a price list.
 *
 * @param when every named input must have that value (compared as text). Names starting with
 *     {@code @} are facts, see {@link Facts}; empty = always
 * @param credits KIE's price of one unit
 * @param amount how many units
 * @param role whether it sets the price or adds to it
 */
public record PriceRule(
    Map<String, Object> when, Unit unit, BigDecimal credits, Amount amount, Role role) {
  /** What a rule does to the price. */
  public enum Role {
    /** Exactly one rule of this role must match. */
    BASE,
    /** As BASE, but KIE bills by usage, and this is the most it can be. */
    CEILING,
    /** Every matching rule of this role is added. */
    SURCHARGE
  }

  public PriceRule {
    when = Map.copyOf(when);
    if (credits.signum() <= 0) {
      throw new IllegalArgumentException("a price is positive, was " + credits);
    }
  }

  boolean matches(Facts facts) {
    return when.entrySet().stream().allMatch(c -> facts.is(c.getKey(), c.getValue()));
  }

  Optional<BigDecimal> credits(Facts facts) {
    return amount.of(facts.inputs(), facts.measures()).map(credits::multiply);
  }
}

package trt.domain.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import trt.domain.catalog.Model;
import trt.domain.pricing.PriceRule.Role;
import trt.domain.pricing.Quote.Priced;
import trt.domain.pricing.Quote.Reason;
import trt.domain.pricing.Quote.Unpriced;

/**
 * What every model costs here. The price shown, held and captured is the one quoted by this class;
 * a combination it does not know has no price, never a cheaper neighbour's.
 *
 * @param rules per model id
 * @param specials prices by model id that operators have set over the usual ones; where one of them
 *     is under what KIE charges for the inputs at hand, that much is charged instead
 */
public record PriceList(
    Map<String, List<PriceRule>> rules, Tariff tariff, Map<String, Special> specials) {
  /** The currency of the free quota: wallets in it are filled every day and buy nothing else. */
  public static final String FREE_CURRENCY = "FRE";

  public PriceList {
    rules = Map.copyOf(rules);
    specials = Map.copyOf(specials);
  }

  /** Usual prices only. */
  public PriceList(Map<String, List<PriceRule>> rules, Tariff tariff) {
    this(rules, tariff, Map.of());
  }

  /** Whether any combination of the model has a price. */
  public boolean sells(Model model) {
    return !rulesOf(model).isEmpty();
  }

  /** The rules of one model, for display. */
  public List<PriceRule> rulesOf(Model model) {
    return rules.getOrDefault(model.id(), List.of());
  }

  /** Whether any price of that model is worked out from the length of that field's files. */
  public boolean countsLength(String model, String field) {
    return rules.getOrDefault(model, List.of()).stream()
        .anyMatch(rule -> rule.amount().countsLength(field));
  }

  /**
   * The price of one generation.
   *
   * @param inputs as the user gave them; defaults and fixed inputs are added here
   */
  public Quote quote(Model model, Map<String, Object> inputs, MediaMeasures measures) {
    List<PriceRule> all = rulesOf(model);
    if (all.isEmpty()) {
      return new Unpriced(Reason.CLOSED, model.id());
    }
    Facts facts = new Facts(model.complete(inputs), measures);
    List<PriceRule> base = matching(all, facts, false);
    if (base.size() != 1) {
      return new Unpriced(Reason.COMBINATION, deciding(all, facts));
    }
    BigDecimal credits = BigDecimal.ZERO;
    List<PriceRule> charged = new ArrayList<>(base);
    charged.addAll(matching(all, facts, true));
    for (PriceRule rule : charged) {
      Optional<BigDecimal> part = rule.credits(facts);
      if (part.isEmpty()) {
        return new Unpriced(Reason.MISSING, rule.amount().toString());
      }
      credits = credits.add(part.get());
    }
    if (credits.signum() <= 0) {
      return new Unpriced(Reason.COMBINATION, deciding(all, facts));
    }
    long usual = tariff.minorUnits(credits);
    Special special = specials.get(model.id());
    return new Priced(
        credits,
        special == null ? usual : Math.max(special.instead(usual), tariff.cost(credits)),
        base.get(0).role() == Role.CEILING);
  }

  /** The lowest percentage of usual prices that is no loss. */
  public Special leastPercentage() {
    return new Special(tariff.costPercent(), 0);
  }

  /** The lowest fixed price that is no loss for these inputs; empty when they have no price. */
  public Optional<Special> leastFixed(
      Model model, Map<String, Object> inputs, MediaMeasures measures) {
    return quote(model, inputs, measures) instanceof Priced priced
        ? Optional.of(new Special(0, tariff.cost(priced.credits())))
        : Optional.empty();
  }

  private static List<PriceRule> matching(List<PriceRule> rules, Facts facts, boolean surcharge) {
    return rules.stream()
        .filter(r -> (r.role() == Role.SURCHARGE) == surcharge)
        .filter(r -> r.matches(facts))
        .toList();
  }

  private static String deciding(List<PriceRule> rules, Facts facts) {
    Map<String, String> values = new TreeMap<>();
    rules.forEach(
        r -> r.when().keySet().forEach(n -> values.put(n, String.valueOf(facts.value(n)))));
    return values.toString();
  }
}

package trt.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import trt.domain.pricing.Amount;
import trt.domain.pricing.PriceRule;
import trt.domain.pricing.PriceRule.Role;
import trt.domain.pricing.Unit;

/**
 * Reads prices in the form of the catalogue files; the operator's own prices are written the same
 * way: {@code {"when": {"resolution": "1K"}, "per": "IMAGE", "credits": 14, "times": {"input":
 * "n"}}}.
 */
public final class PriceJson {
  private PriceJson() {}

  /**
   * @throws IllegalArgumentException when a rule cannot be read; the message quotes it
   */
  public static List<PriceRule> rules(JsonArray rules) {
    return rules.stream().map(r -> rule((JsonObject) r)).toList();
  }

  private static PriceRule rule(JsonObject json) {
    try {
      return new PriceRule(
          json.getJsonObject("when", new JsonObject()).getMap(),
          Unit.valueOf(json.getString("per")),
          number(json.getValue("credits")),
          amount(json.getValue("times", 1)),
          role(json));
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("not a price: " + json.encode(), e);
    }
  }

  private static Role role(JsonObject json) {
    if (json.getBoolean("surcharge", false)) {
      return Role.SURCHARGE;
    }
    return json.getBoolean("atMost", false) ? Role.CEILING : Role.BASE;
  }

  private static Amount amount(Object json) {
    if (json instanceof Number) {
      return new Amount.Fixed(number(json));
    }
    JsonObject term = (JsonObject) json;
    String name = term.fieldNames().iterator().next();
    return switch (name) {
      case "input" -> new Amount.Input(term.getString(name));
      case "length" -> new Amount.Length(term.getString(name));
      case "characters" -> new Amount.Characters(term.getString(name), "text");
      case "items" -> new Amount.Items(term.getString(name), term.getInteger("free", 0));
      case "size" -> new Amount.SizeTable(term.getString(name), table(term));
      case "megapixels" -> new Amount.Megapixels(term.getString(name));
      case "sum" -> new Amount.Sum(amounts(term, name));
      case "product" -> new Amount.Product(amounts(term, name));
      case "largest" -> new Amount.Largest(amounts(term, name));
      case "first" -> new Amount.FirstKnown(amounts(term, name));
      default -> throw new IllegalArgumentException("no such amount: " + name);
    };
  }

  private static List<Amount> amounts(JsonObject term, String name) {
    List<Amount> parts = new ArrayList<>();
    term.getJsonArray(name).forEach(part -> parts.add(amount(part)));
    return parts;
  }

  private static Map<String, BigDecimal> table(JsonObject term) {
    Map<String, BigDecimal> table = new HashMap<>();
    term.getJsonObject("megapixels").forEach(e -> table.put(e.getKey(), number(e.getValue())));
    return table;
  }

  private static BigDecimal number(Object value) {
    return new BigDecimal(value.toString());
  }
}

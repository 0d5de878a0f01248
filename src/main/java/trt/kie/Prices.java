package trt.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import trt.config.CatalogConfig;
import trt.config.ConfigProblems;
import trt.config.MoneyConfig;
import trt.config.Problem;
import trt.domain.catalog.Model;
import trt.domain.pricing.PriceList;
import trt.domain.pricing.PriceRule;
import trt.domain.pricing.Tariff;

/** The prices of this deployment: KIE's, the operator's over them, and the tariff. */
public final class Prices {
  private static final String PATH = "catalog.prices";

  private final CatalogFile file;
  private final List<Problem> problems = new ArrayList<>();

  private Prices(CatalogFile file) {
    this.file = file;
  }

  /**
   * The price list. A model that the operator prices keeps none of KIE's rules.
   *
   * @throws ConfigProblems when a model is unknown or a price cannot be read; all problems at once
   */
  public static PriceList of(CatalogFile file, CatalogConfig catalog, MoneyConfig money) {
    Prices prices = new Prices(file);
    prices.known("catalog.shown", catalog.shownIds());
    prices.known("catalog.free", catalog.freeIds());
    Map<String, List<PriceRule>> rules = new HashMap<>(file.prices());
    for (String id : catalog.prices().fieldNames()) {
      rules.put(id, prices.own(id, catalog.prices().getValue(id)));
    }
    if (!prices.problems.isEmpty()) {
      throw new ConfigProblems(prices.problems);
    }
    Tariff tariff =
        new Tariff(
            money.creditPriceUsd(), money.markup(), money.starPriceUsd(), money.minorPerStar());
    return new PriceList(rules, tariff);
  }

  private void known(String path, List<String> ids) {
    ids.stream()
        .filter(id -> file.catalog().find(id).isEmpty())
        .forEach(
            id ->
                problems.add(
                    new Problem(
                        path,
                        "there is no model " + id,
                        "remove it, or see check models for the names")));
  }

  private List<PriceRule> own(String id, Object given) {
    String path = PATH + "." + id;
    known(PATH, List.of(id));
    try {
      if (!(given instanceof JsonArray list)) {
        throw new IllegalArgumentException("not a list: " + given);
      }
      List<PriceRule> rules = PriceJson.rules(list);
      file.catalog().find(id).ifPresent(model -> conditions(path, model, rules));
      return rules;
    } catch (IllegalArgumentException | ClassCastException e) {
      problems.add(
          new Problem(
              path,
              String.valueOf(e.getMessage()),
              "expected " + example() + ", or [] to close the model"));
      return List.of();
    }
  }

  /** A condition on an input that does not exist would close the model without a word. */
  private void conditions(String path, Model model, List<PriceRule> rules) {
    rules.stream()
        .flatMap(rule -> rule.when().keySet().stream())
        .flatMap(name -> name.startsWith("@") ? Stream.empty() : Stream.of(name))
        .filter(name -> model.field(name).isEmpty() && !model.wire().fixed().containsKey(name))
        .distinct()
        .forEach(
            name ->
                problems.add(
                    new Problem(
                        path,
                        "the model has no input " + name,
                        "expected one of "
                            + String.join(
                                ", ", model.fields().stream().map(f -> f.name()).toList()))));
  }

  private static String example() {
    return new JsonArray().add(new JsonObject().put("per", "TASK").put("credits", 5)).encode();
  }
}

package trt.domain.pricing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import trt.domain.catalog.Field;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.Model;
import trt.domain.catalog.Option;

/**
 * Every combination of the choices that decide the price of a model, each with sample values for
 * the rest, ready to be quoted, checked and sent. For tests and for {@code check models}.
 */
public final class Variants {
  private Variants() {}

  /**
   * One combination.
   *
   * @param inputs complete and acceptable inputs
   * @param measures matching measures of the sample files
   */
  public record Variant(Map<String, Object> inputs, MediaMeasures measures) {}

  /** All combinations; one for a model whose price nothing decides. */
  public static List<Variant> of(Model model, List<PriceRule> rules) {
    List<Map<String, Object>> choices = List.of(Map.of());
    List<Map<String, Object>> earlier = List.of(Map.of());
    for (String name : deciding(rules)) {
      if (name.startsWith("@earlier:")) {
        earlier = times(earlier, name.substring(9), valuesNamed(rules, name));
      } else if (name.startsWith("@has:")) {
        choices = times(choices, name.substring(5), List.of(false, true), model);
      } else if (!name.startsWith("@")) {
        choices = times(choices, name, values(model, rules, name));
      }
    }
    List<Variant> variants = new ArrayList<>();
    for (Map<String, Object> choice : choices) {
      for (Map<String, Object> before : earlier) {
        variants.add(variant(model, choice, before));
      }
    }
    return variants;
  }

  private static Variant variant(
      Model model, Map<String, Object> choice, Map<String, Object> earlier) {
    Map<String, Object> inputs = new LinkedHashMap<>(choice);
    for (Field field : model.fields()) {
      if (field.required() && field.fallback().isEmpty()) {
        inputs.computeIfAbsent(field.name(), name -> Samples.value(field));
      }
    }
    for (Set<String> group : model.form().oneOf()) {
      if (group.stream().noneMatch(inputs::containsKey)) {
        model.fields().stream()
            .filter(f -> group.contains(f.name()))
            .findFirst()
            .ifPresent(f -> inputs.put(f.name(), Samples.value(f)));
      }
    }
    return new Variant(inputs, new MediaMeasures(Samples.measures(model, inputs), earlier));
  }

  private static Set<String> deciding(List<PriceRule> rules) {
    Set<String> names = new LinkedHashSet<>();
    rules.forEach(rule -> names.addAll(rule.when().keySet()));
    return names;
  }

  private static List<Object> valuesNamed(List<PriceRule> rules, String name) {
    return rules.stream()
        .filter(r -> r.when().containsKey(name))
        .map(r -> r.when().get(name))
        .distinct()
        .toList();
  }

  private static List<Object> values(Model model, List<PriceRule> rules, String name) {
    Field field = model.field(name).orElse(null);
    if (field == null) {
      return List.of();
    }
    if (field.isChoice()) {
      return field.options().stream().map(Option::value).toList();
    }
    return field.type() == FieldType.FLAG ? List.of(false, true) : valuesNamed(rules, name);
  }

  private static List<Map<String, Object>> times(
      List<Map<String, Object>> all, String name, List<Object> values) {
    if (values.isEmpty()) {
      return all;
    }
    List<Map<String, Object>> product = new ArrayList<>();
    for (Map<String, Object> one : all) {
      for (Object value : values) {
        Map<String, Object> more = new LinkedHashMap<>(one);
        more.put(name, value);
        product.add(more);
      }
    }
    return product;
  }

  private static List<Map<String, Object>> times(
      List<Map<String, Object>> all, String name, List<Boolean> present, Model model) {
    List<Map<String, Object>> product = new ArrayList<>();
    for (Map<String, Object> one : all) {
      for (boolean given : present) {
        Map<String, Object> more = new LinkedHashMap<>(one);
        if (given) {
          model.field(name).ifPresent(f -> more.put(name, Samples.value(f)));
        }
        product.add(more);
      }
    }
    return product;
  }
}

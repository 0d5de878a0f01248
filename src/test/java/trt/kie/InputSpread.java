package trt.kie;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.Field;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.InputCheck;
import trt.domain.catalog.Limits;
import trt.domain.catalog.Limits.Range;
import trt.domain.catalog.Model;
import trt.domain.catalog.Option;
import trt.domain.pricing.PriceRule;
import trt.domain.pricing.Variants;

/**
 * Everything a user could order at the edges: each priced combination, and from the first of them
 * every option of every input, its smallest and largest number, its longest text, its fullest list.
 */
final class InputSpread {
  private static final int LONGEST = 30_000;
  private static final int MOST = 50;

  private InputSpread() {}

  /** Only what {@link InputCheck} lets pass: the rest is never sent. */
  static List<Map<String, Object>> of(Model model, List<PriceRule> rules) {
    List<Map<String, Object>> spread = new ArrayList<>();
    Variants.of(model, rules).forEach(variant -> spread.add(variant.inputs()));
    Map<String, Object> base = spread.get(0);
    for (Field field : model.fields()) {
      if (!field.type().isEarlier()) {
        values(field, base.getOrDefault(field.name(), List.of()))
            .forEach(
                value -> {
                  Map<String, Object> inputs = new LinkedHashMap<>(base);
                  inputs.put(field.name(), value);
                  spread.add(inputs);
                });
      }
    }
    spread.addAll(longestForEveryModel(model, base));
    return spread.stream().filter(inputs -> InputCheck.of(model, inputs).isEmpty()).toList();
  }

  /** Some limits of texts depend on the version of the model that is chosen. */
  private static List<Map<String, Object>> longestForEveryModel(
      Model model, Map<String, Object> base) {
    List<Map<String, Object>> spread = new ArrayList<>();
    for (Option version : model.field("model").map(Field::options).orElse(List.of())) {
      Map<String, Object> inputs = new LinkedHashMap<>(base);
      inputs.put("model", version.value());
      for (Field field : model.fields()) {
        if (field.type() == FieldType.TEXT && !field.isChoice()) {
          texts(field.limits().length()).stream()
              .findFirst()
              .ifPresent(text -> inputs.put(field.name(), text));
        }
      }
      spread.add(inputs);
    }
    return spread;
  }

  private static List<Object> values(Field field, Object given) {
    if (field.isChoice()) {
      return field.options().stream().map(o -> o.value()).toList();
    }
    Limits limits = field.limits();
    return switch (field.type()) {
      case FLAG -> List.of(true, false);
      case INTEGER -> numbers(limits.value()).stream().map(n -> (Object) n.intValue()).toList();
      case NUMBER -> numbers(limits.value()).stream().map(n -> (Object) n.doubleValue()).toList();
      case TEXT -> texts(limits.length());
      case MEDIA -> List.of("https://example.com/a.png");
      case MEDIA_LIST -> lists(limits.items(), "https://example.com/a.png");
      case TEXT_LIST -> lists(limits.items(), "words");
      case RECORD_LIST ->
          given instanceof List<?> records && !records.isEmpty()
              ? lists(limits.items(), records.get(0))
              : List.of();
      case EARLIER_TASK, EARLIER_TRACK -> List.of();
    };
  }

  private static List<BigDecimal> numbers(Range range) {
    List<BigDecimal> edges = new ArrayList<>();
    range.min().ifPresent(edges::add);
    range.max().ifPresent(edges::add);
    range.min().flatMap(min -> range.step().map(min::add)).ifPresent(edges::add);
    return edges.isEmpty() ? List.of(BigDecimal.ONE) : edges;
  }

  private static List<Object> texts(Range length) {
    List<Object> texts = new ArrayList<>();
    Optional<Integer> max = length.max().map(BigDecimal::intValue).filter(n -> n <= LONGEST);
    max.ifPresent(n -> texts.add("я".repeat(n)));
    length.min().map(BigDecimal::intValue).ifPresent(n -> texts.add("x".repeat(n)));
    return texts;
  }

  private static List<Object> lists(Range items, Object item) {
    int most = items.max().map(BigDecimal::intValue).orElse(1);
    int least = items.min().map(BigDecimal::intValue).orElse(1);
    return List.of(
        Collections.nCopies(Math.min(MOST, most), item),
        Collections.nCopies(Math.max(1, least), item));
  }
}

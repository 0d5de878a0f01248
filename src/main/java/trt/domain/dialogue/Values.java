package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trt.domain.catalog.Field;
import trt.domain.catalog.Model;
import trt.domain.catalog.Option;
import trt.domain.catalog.Words;

/**
 * The answers of an order as lines "Label: value", in every language; the prompt is shown apart.
 */
record Values(Model model, Map<String, Object> inputs) {
  /** Several long answers still fit into one message. */
  private static final int LENGTH = 200;

  Phrase.Localized asPhrase() {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put("en", lines("en"));
    lines.put("ru", lines("ru"));
    return new Phrase.Localized(lines);
  }

  private String lines(String language) {
    List<String> lines = new ArrayList<>();
    for (Field field : model.fields()) {
      Object value = inputs.get(field.name());
      if (value != null && !field.name().equals("prompt")) {
        lines.add(field.label().in(language) + ": " + shown(field, value).in(language));
      }
    }
    return String.join("\n", lines);
  }

  static Words shown(Field field, Object value) {
    if (field.type().isMedia()) {
      String files =
          value instanceof List<?> list && list.size() > 1 ? "📎 × " + list.size() : "📎";
      return new Words(files, files);
    }
    return Choices.of(field).stream()
        .filter(option -> option.value().toString().equals(value.toString()))
        .map(Option::label)
        .findFirst()
        .orElseGet(
            () -> {
              String typed = Excerpt.of(value.toString(), LENGTH);
              return new Words(typed, typed);
            });
  }
}

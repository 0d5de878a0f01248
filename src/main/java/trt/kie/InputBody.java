package trt.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import trt.domain.catalog.Model;

/**
 * Turns inputs as the user gave them into the inputs KIE expects: defaults and fixed inputs added,
 * and where KIE wants a nested shape, the model's template filled in.
 *
 * <p>In a template {@code "$name"} is the value of that input, and a member without a value is left
 * out; {@code {"$if": name, "then": X}} is X when the input is given; {@code {"$each": name, "as":
 * X}} repeats X for every entry as {@code $item}; {@code {"$lines": name, "voices": [a, b], "as":
 * X}} repeats X for every line of a text as {@code $line}, taking turns between the voices given as
 * {@code $voice}.
 */
public final class InputBody {
  private InputBody() {}

  /** The inputs as they are sent. */
  public static JsonObject of(Model model, Map<String, Object> inputs) {
    Map<String, Object> all = model.complete(inputs);
    Map<String, Object> template = model.wire().template();
    Set<String> used = new HashSet<>();
    collectNames(template, used);

    Map<String, Object> body = new LinkedHashMap<>();
    all.forEach(
        (name, value) -> {
          if (!used.contains(name)) {
            body.put(name, value);
          }
        });
    template.forEach(
        (name, part) -> {
          Object filled = fill(part, all);
          if (filled != null) {
            body.put(name, filled);
          }
        });
    return new JsonObject(body);
  }

  private static @Nullable Object fill(Object part, Map<String, Object> values) {
    if (part instanceof String text && text.startsWith("$")) {
      return values.get(text.substring(1));
    }
    if (part instanceof List<?> list) {
      List<Object> filled = new ArrayList<>();
      for (Object item : list) {
        Object value = fill(item, values);
        if (value != null) {
          filled.add(value);
        }
      }
      return new JsonArray(filled);
    }
    return part instanceof Map<?, ?> map ? fillObject(map, values) : part;
  }

  private static @Nullable Object fillObject(Map<?, ?> map, Map<String, Object> values) {
    if (map.containsKey("$if")) {
      return values.containsKey(text(map, "$if")) ? fill(part(map, "then"), values) : null;
    }
    if (map.containsKey("$each")) {
      return each(map, values);
    }
    if (map.containsKey("$lines")) {
      return lines(map, values);
    }
    JsonObject filled = new JsonObject();
    map.forEach(
        (name, part) -> {
          Object value = fill(part, values);
          if (value != null) {
            filled.put(name.toString(), value);
          }
        });
    return filled;
  }

  private static @Nullable Object each(Map<?, ?> map, Map<String, Object> values) {
    if (!(values.get(text(map, "$each")) instanceof List<?> items)) {
      return null;
    }
    JsonArray filled = new JsonArray();
    items.forEach(item -> filled.add(fill(part(map, "as"), Map.of("item", item))));
    return filled;
  }

  private static @Nullable Object lines(Map<?, ?> map, Map<String, Object> values) {
    if (!(values.get(text(map, "$lines")) instanceof String text)) {
      return null;
    }
    List<Object> voices =
        ((List<?>) part(map, "voices"))
            .stream().map(v -> values.get(v.toString())).filter(v -> v != null).toList();
    JsonArray filled = new JsonArray();
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    for (int i = 0; i < lines.size(); i++) {
      Object voice = voices.get(i % voices.size());
      filled.add(fill(part(map, "as"), Map.of("line", lines.get(i).strip(), "voice", voice)));
    }
    return filled;
  }

  private static void collectNames(Object part, Set<String> names) {
    if (part instanceof String text && text.startsWith("$")) {
      names.add(text.substring(1));
    } else if (part instanceof List<?> list) {
      list.forEach(item -> collectNames(item, names));
    } else if (part instanceof Map<?, ?> map) {
      for (String key : List.of("$if", "$each", "$lines")) {
        if (map.get(key) instanceof String name) {
          names.add(name);
        }
      }
      if (map.get("voices") instanceof List<?> voices) {
        voices.forEach(voice -> names.add(voice.toString()));
      }
      map.values().forEach(value -> collectNames(value, names));
    }
  }

  private static String text(Map<?, ?> map, String key) {
    return part(map, key).toString();
  }

  private static Object part(Map<?, ?> map, String key) {
    Object part = map.get(key);
    if (part == null) {
      throw new IllegalStateException("the template lacks " + key);
    }
    return part;
  }
}

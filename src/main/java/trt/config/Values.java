package trt.config;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads one value strictly. The environment gives text only, so numbers may be text too. */
final class Values {
  private Values() {}

  /**
   * The value as the type of the setting.
   *
   * @throws IllegalArgumentException when the value does not fit; {@link #expected} says what would
   */
  static Object read(SettingPath setting, JsonNode node) {
    Class<?> type = setting.type();
    if (type == List.class) {
      return ids(node);
    }
    if (type == JsonObject.class) {
      return object(node);
    }
    String text = text(node, type);
    if (type == int.class) {
      return Math.toIntExact(number(text, setting.setting()));
    } else if (type == long.class) {
      return number(text, setting.setting());
    } else if (type == BigDecimal.class) {
      return positive(new BigDecimal(text));
    } else if (type == Duration.class) {
      return positive(Durations.parse(text));
    } else if (type == URI.class) {
      return address(text);
    } else if (type == Path.class) {
      return Path.of(text);
    } else if (type == Secret.class) {
      return Secret.of(matching(text, setting.setting()));
    } else if (type == boolean.class) {
      return yesOrNo(text);
    } else if (type.isEnum()) {
      return constant(text, type);
    }
    return matching(text, setting.setting());
  }

  /** What a value of this setting looks like, in words. */
  static String expected(SettingPath setting) {
    Class<?> type = setting.type();
    Setting rules = setting.setting();
    if (type == List.class) {
      return "whole numbers, in the environment comma separated";
    } else if (type == JsonObject.class) {
      return "an object, in the environment as JSON";
    } else if (type == int.class || type == long.class) {
      return rules.max() == Integer.MAX_VALUE
          ? "a whole number, at least " + rules.min()
          : "a whole number from " + rules.min() + " to " + rules.max();
    } else if (type == BigDecimal.class) {
      return "a decimal number above 0, such as \"0.005\"";
    } else if (type == Duration.class) {
      return "a duration above 0 with its unit, such as \"250ms\", \"5s\" or \"1m30s\"";
    } else if (type == boolean.class) {
      return "true or false";
    } else if (type == URI.class) {
      return "an http:// or https:// address";
    } else if (type.isEnum()) {
      return "one of " + constants(type);
    }
    return rules.expected().isEmpty() ? "a text" : rules.expected();
  }

  private static String text(JsonNode node, Class<?> type) {
    boolean numeric = type == int.class || type == long.class || type == BigDecimal.class;
    boolean plain = (numeric && node.isNumber()) || (type == boolean.class && node.isBoolean());
    if (!node.isTextual() && !plain) {
      throw new IllegalArgumentException("wrong type");
    }
    return node.asText().strip();
  }

  private static boolean yesOrNo(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("neither");
    }
    return text.equals("true");
  }

  private static long number(String text, Setting rules) {
    long number = Long.parseLong(text);
    if (number < rules.min() || number > rules.max()) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  private static BigDecimal positive(BigDecimal number) {
    if (number.signum() <= 0) {
      throw new IllegalArgumentException("not above 0");
    }
    return number;
  }

  private static Duration positive(Duration duration) {
    if (duration.isZero()) {
      throw new IllegalArgumentException("not above 0");
    }
    return duration;
  }

  private static URI address(String text) {
    URI address = URI.create(text.replaceAll("/+$", ""));
    boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!web || address.getHost() == null || address.getUserInfo() != null) {
      throw new IllegalArgumentException("not a web address");
    }
    return address;
  }

  private static String matching(String text, Setting rules) {
    if (!rules.pattern().isEmpty() && !text.matches(rules.pattern())) {
      throw new IllegalArgumentException("does not match");
    }
    return text;
  }

  private static Object constant(String text, Class<?> type) {
    return Arrays.stream((Object[]) type.getEnumConstants())
        .filter(constant -> constant.toString().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("not among the constants"));
  }

  private static String constants(Class<?> type) {
    return Arrays.stream((Object[]) type.getEnumConstants())
        .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static JsonObject object(JsonNode node) {
    try {
      return new JsonObject(node.isTextual() ? node.asText() : node.toString());
    } catch (DecodeException e) {
      throw new IllegalArgumentException("not an object", e);
    }
  }

  private static List<Long> ids(JsonNode node) {
    List<Long> ids = new ArrayList<>();
    if (node.isTextual()) {
      for (String part : node.asText().split(",", -1)) {
        ids.add(Long.parseLong(part.strip()));
      }
    } else if (node.isArray()) {
      node.forEach(element -> ids.add(Long.parseLong(text(element, long.class))));
    } else {
      throw new IllegalArgumentException("not a list");
    }
    return List.copyOf(ids);
  }
}

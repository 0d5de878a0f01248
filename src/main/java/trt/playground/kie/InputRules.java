package trt.playground.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Optional;

/**
 * Checks inputs against a published schema, in KIE's words: the first violation, naming the field.
 * Written for the few keywords that KIE uses, on purpose not with the bot's validator.
 */
final class InputRules {
  private InputRules() {}

  static Optional<String> violation(JsonObject schema, JsonObject input) {
    for (Object name : schema.getJsonArray("required", new JsonArray())) {
      if (input.getValue(name.toString()) == null) {
        return Optional.of(name + " is required");
      }
    }
    JsonObject properties = schema.getJsonObject("properties");
    boolean isClosed = Boolean.FALSE.equals(schema.getValue("additionalProperties"));
    for (String name : input.fieldNames()) {
      JsonObject rule = properties.getJsonObject(name);
      if (rule == null && isClosed) {
        return Optional.of(name + " is not a parameter of this model");
      }
      Optional<String> wrong =
          rule == null ? Optional.empty() : value(name, rule, input.getValue(name));
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> value(String name, JsonObject rule, Object value) {
    JsonArray options = rule.getJsonArray("enum");
    if (options != null && options.stream().noneMatch(o -> isSame(o, value))) {
      return Optional.of(name + " is not within the range of allowed options");
    }
    return switch (rule.getString("type", "any")) {
      case "string" -> text(name, rule, value);
      case "integer", "number" -> number(name, rule, value);
      case "boolean" -> value instanceof Boolean ? Optional.empty() : wrongType(name, "boolean");
      case "array" -> list(name, rule, value);
      case "object" ->
          value instanceof JsonObject object ? violation(rule, object) : wrongType(name, "object");
      default -> Optional.empty();
    };
  }

  private static Optional<String> text(String name, JsonObject rule, Object value) {
    if (!(value instanceof String text)) {
      return wrongType(name, "string");
    }
    int length = text.codePointCount(0, text.length());
    if (length > rule.getInteger("maxLength", Integer.MAX_VALUE)) {
      return Optional.of(name + ": the text length cannot exceed the maximum limit");
    }
    if (length < rule.getInteger("minLength", 0)) {
      return Optional.of(name + ": the text is too short");
    }
    boolean isAddress = "uri".equals(rule.getString("format")) || rule.containsKey("media");
    return isAddress && !isAddress(text)
        ? Optional.of(name + ": file type not supported")
        : Optional.empty();
  }

  private static boolean isAddress(String text) {
    try {
      String scheme = URI.create(text).getScheme();
      return "http".equals(scheme) || "https".equals(scheme);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Optional<String> number(String name, JsonObject rule, Object value) {
    if (!(value instanceof Number)) {
      return wrongType(name, rule.getString("type"));
    }
    BigDecimal number = decimal(value);
    boolean isWhole = number.stripTrailingZeros().scale() <= 0;
    if (rule.getString("type").equals("integer") && !isWhole) {
      return wrongType(name, "integer");
    }
    boolean isOutside =
        (rule.containsKey("minimum") && number.compareTo(decimal(rule.getValue("minimum"))) < 0)
            || (rule.containsKey("maximum")
                && number.compareTo(decimal(rule.getValue("maximum"))) > 0);
    return isOutside
        ? Optional.of(name + " is not within the range of allowed options")
        : Optional.empty();
  }

  private static Optional<String> list(String name, JsonObject rule, Object value) {
    if (!(value instanceof JsonArray list)) {
      return wrongType(name, "array");
    }
    if (list.size() > rule.getInteger("maxItems", Integer.MAX_VALUE)
        || list.size() < rule.getInteger("minItems", 0)) {
      return Optional.of(name + ": the number of entries is out of range");
    }
    JsonObject items = rule.getJsonObject("items", new JsonObject());
    for (Object item : list) {
      Optional<String> wrong = value(name, items, item);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> wrongType(String name, String type) {
    return Optional.of(name + " must be of type " + type);
  }

  private static boolean isSame(Object option, Object value) {
    return (option instanceof Number && value instanceof Number)
        ? decimal(option).compareTo(decimal(value)) == 0
        : option.equals(value);
  }

  private static BigDecimal decimal(Object number) {
    return new BigDecimal(number.toString());
  }
}

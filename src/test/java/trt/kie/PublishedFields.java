package trt.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * KIE's field lists as published, checked to the letter. Neither the bot's schemas nor its
 * validator nor the emulator's are used here: this is the third opinion.
 */
final class PublishedFields {
  /** The page of the separation demands it for every type; only the advanced split takes it. */
  private static final String PAGE_ERROR = "stemName";

  static final String MARKET = "POST /api/v1/jobs/createTask";

  private final Map<String, JsonObject> models = new LinkedHashMap<>();

  PublishedFields() {
    for (Object entry : new JsonArray(text("models.json"))) {
      JsonObject model = (JsonObject) entry;
      models.put(model.getString("model"), model);
    }
  }

  static List<String> lines(String name) {
    return text(name).lines().toList();
  }

  private static String text(String name) {
    String path = "/published/" + name;
    try (InputStream file = PublishedFields.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(file, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Map<String, JsonObject> models() {
    return models;
  }

  /** Why KIE would refuse this call; empty = it is within everything published. */
  Optional<String> refusal(String endpoint, JsonObject body) {
    Optional<JsonObject> model =
        models.values().stream()
            .filter(m -> m.getString("endpoint").equals(endpoint))
            .filter(m -> !m.getBoolean("wire_model") || named(m, body))
            .findFirst();
    if (model.isEmpty()) {
      return Optional.of("no such model at " + endpoint + ": " + body.getValue("model"));
    }
    JsonObject inputs = endpoint.equals(MARKET) ? body.getJsonObject("input") : body;
    return fields(model.get().getJsonArray("input"), inputs, inputs);
  }

  private static boolean named(JsonObject model, JsonObject body) {
    return model.getString("model").equals(body.getString("model"));
  }

  private static Optional<String> fields(JsonArray published, JsonObject given, JsonObject all) {
    Map<String, JsonObject> rules = new LinkedHashMap<>();
    published.forEach(f -> rules.put(((JsonObject) f).getString("name"), (JsonObject) f));
    for (JsonObject rule : rules.values()) {
      String name = rule.getString("name");
      boolean isRequired = rule.getBoolean("required", false) && !name.equals(PAGE_ERROR);
      if (isRequired && !given.containsKey(name)) {
        return Optional.of(name + " is required");
      }
    }
    for (String name : given.fieldNames()) {
      JsonObject rule = rules.get(name);
      Optional<String> wrong =
          rule == null
              ? Optional.of(name + " is not published")
              : value(rule, given.getValue(name), all).map(why -> name + " " + why);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> value(JsonObject rule, Object value, JsonObject all) {
    JsonArray options = rule.getJsonArray("enum");
    if (options != null && !options.contains(value)) {
      return Optional.of("is none of " + options + ": " + value);
    }
    return switch (rule.getString("type")) {
      case "string" -> value instanceof String s ? text(rule, s, all) : Optional.of("is no string");
      case "boolean" -> value instanceof Boolean ? Optional.empty() : Optional.of("is no boolean");
      case "integer", "number" ->
          value instanceof Number n ? number(rule, n) : Optional.of("is no number");
      case "array" ->
          value instanceof JsonArray list ? list(rule, list, all) : Optional.of("is no array");
      default -> Optional.of("is of the unknown type " + rule.getString("type"));
    };
  }

  private static Optional<String> text(JsonObject rule, String value, JsonObject all) {
    int length = value.codePointCount(0, value.length());
    if (length > longest(rule, all) || length < rule.getInteger("min_length", 0)) {
      return Optional.of("has " + length + " characters");
    }
    boolean isAddress = "uri".equals(rule.getString("format"));
    return isAddress && !URI.create(value).isAbsolute()
        ? Optional.of("is no address")
        : Optional.empty();
  }

  private static int longest(JsonObject rule, JsonObject all) {
    int longest = rule.getInteger("max_length", Integer.MAX_VALUE);
    JsonObject byModel = rule.getJsonObject("limit_by_model", new JsonObject());
    JsonObject byMode = rule.getJsonObject("limit_by_mode", new JsonObject());
    longest = Math.min(longest, byModel.getInteger(all.getString("model", ""), longest));
    for (String mode : byMode.fieldNames()) {
      String[] condition = mode.split("=", 2);
      if (condition[1].equals(String.valueOf(all.getValue(condition[0])))) {
        longest = Math.min(longest, byMode.getInteger(mode));
      }
    }
    return longest;
  }

  private static Optional<String> number(JsonObject rule, Number value) {
    BigDecimal number = new BigDecimal(value.toString());
    if (rule.getString("type").equals("integer") && number.stripTrailingZeros().scale() > 0) {
      return Optional.of("is not whole: " + value);
    }
    JsonArray special = rule.getJsonArray("special", new JsonArray());
    if (special.stream().anyMatch(s -> number.compareTo(decimal(s)) == 0)) {
      return Optional.empty();
    }
    boolean isLow = rule.containsKey("min") && number.compareTo(decimal(rule, "min")) < 0;
    boolean isHigh = rule.containsKey("max") && number.compareTo(decimal(rule, "max")) > 0;
    boolean isOff =
        rule.containsKey("multiple_of")
            && number.remainder(decimal(rule, "multiple_of")).signum() != 0;
    return isLow || isHigh || isOff ? Optional.of("is out of range: " + value) : Optional.empty();
  }

  private static Optional<String> list(JsonObject rule, JsonArray list, JsonObject all) {
    if (list.size() > rule.getInteger("max_items", Integer.MAX_VALUE)
        || list.size() < rule.getInteger("min_items", 0)) {
      return Optional.of("has " + list.size() + " entries");
    }
    for (Object item : list) {
      Optional<String> wrong = item(rule, item, all);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> item(JsonObject rule, Object item, JsonObject all) {
    JsonArray members = rule.getJsonArray("items");
    if (members != null) {
      return item instanceof JsonObject object
          ? fields(members, object, all)
          : Optional.of("has an entry that is no object");
    }
    boolean fits =
        switch (rule.getString("item", "any")) {
          case "string" -> item instanceof String;
          case "integer" -> item instanceof Integer || item instanceof Long;
          default -> true;
        };
    return fits ? Optional.empty() : Optional.of("has a wrong entry: " + item);
  }

  private static BigDecimal decimal(JsonObject rule, String name) {
    return decimal(rule.getValue(name));
  }

  private static BigDecimal decimal(Object number) {
    return new BigDecimal(number.toString());
  }
}

package trt.kie;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import trt.domain.catalog.Field;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.Limits;
import trt.domain.catalog.Limits.Range;
import trt.domain.catalog.MediaLimits;
import trt.domain.catalog.Medium;
import trt.domain.catalog.Option;
import trt.domain.catalog.Use;

/** Reads one input from its JSON Schema and the notes beside it ({@code media, earlier}). */
record FieldJson(String model, Labels labels) {
  Field field(String name, JsonObject schema, boolean required, boolean asked) {
    Use use = new Use(required, asked, Optional.ofNullable(schema.getValue("default")));
    return new Field(
        name, type(schema), labels.field(model, name), use, limits(schema), options(name, schema));
  }

  private static FieldType type(JsonObject schema) {
    boolean isList = "array".equals(schema.getString("type"));
    if (schema.containsKey("media")) {
      return isList ? FieldType.MEDIA_LIST : FieldType.MEDIA;
    }
    if (schema.containsKey("earlier")) {
      return "task".equals(schema.getString("earlier"))
          ? FieldType.EARLIER_TASK
          : FieldType.EARLIER_TRACK;
    }
    if (isList) {
      JsonObject items = schema.getJsonObject("items", new JsonObject());
      return items.containsKey("properties") ? FieldType.RECORD_LIST : FieldType.TEXT_LIST;
    }
    return switch (schema.getString("type")) {
      case "integer" -> FieldType.INTEGER;
      case "number" -> FieldType.NUMBER;
      case "boolean" -> FieldType.FLAG;
      default -> FieldType.TEXT;
    };
  }

  private Limits limits(JsonObject schema) {
    return new Limits(
        range(schema, "minimum", "maximum", "multipleOf"),
        range(schema, "minLength", "maxLength", ""),
        range(schema, "minItems", "maxItems", ""),
        Optional.ofNullable(schema.getJsonObject("media")).map(FieldJson::media),
        members(schema.getJsonObject("items", new JsonObject())));
  }

  private List<Field> members(JsonObject items) {
    JsonObject properties = items.getJsonObject("properties", new JsonObject());
    List<String> required = ModelJson.texts(items.getJsonArray("required"));
    List<Field> members = new ArrayList<>();
    for (String name : properties.fieldNames()) {
      members.add(field(name, properties.getJsonObject(name), required.contains(name), true));
    }
    return members;
  }

  private List<Option> options(String name, JsonObject schema) {
    JsonArray values = schema.getJsonArray("enum");
    return values == null
        ? List.of()
        : values.stream().map(v -> new Option(v, labels.option(name, v))).toList();
  }

  private static Range range(JsonObject schema, String min, String max, String step) {
    return new Range(number(schema, min), number(schema, max), number(schema, step));
  }

  private static Optional<BigDecimal> number(JsonObject schema, String name) {
    return Optional.ofNullable(schema.getValue(name)).map(v -> new BigDecimal(v.toString()));
  }

  private static MediaLimits media(JsonObject json) {
    return new MediaLimits(
        Medium.valueOf(json.getString("medium").toUpperCase(Locale.ROOT)),
        Set.copyOf(ModelJson.texts(json.getJsonArray("types"))),
        json.getInteger("maxMegabytes"),
        Optional.ofNullable(json.getInteger("maxSeconds")).map(Duration::ofSeconds));
  }
}

package trt.playground.telegram.schema;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import trt.playground.telegram.wire.ApiError;

/** Turns a value into the type the Bot API describes, or refuses it in Telegram's manner. */
final class TypeCheck {
  private static final String ARRAY = "Array of ";

  private final MethodCatalogue catalogue;

  TypeCheck(MethodCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** The value as one of the field's types; text is read as a number, flag or JSON if needed. */
  Object coerce(ApiField field, Object value) {
    String first = field.types().get(0);
    if (first.startsWith(ARRAY)) {
      return array(field, value);
    }
    if (isScalar(first)) {
      return scalar(field, value);
    }
    if (first.equals("KeyboardButton") && value instanceof String text) {
      return new JsonObject().put("text", text);
    }
    Object decoded = decoded(field.name(), value);
    if (!(decoded instanceof JsonObject object)) {
      throw ApiError.badRequest("object expected as " + field.name().replace('_', ' '));
    }
    return object(choose(field.types(), object), object);
  }

  private Object scalar(ApiField field, Object value) {
    List<String> types = field.types();
    if (value instanceof JsonObject || value instanceof JsonArray) {
      throw mistyped(field);
    }
    String text = value.toString();
    try {
      return switch (types.get(0)) {
        case "Integer" -> types.size() > 1 ? text : (Object) Long.parseLong(text.strip());
        case "Float" -> Double.parseDouble(text.strip());
        case "Boolean" -> flag(field, text);
        default -> text;
      };
    } catch (NumberFormatException e) {
      throw mistyped(field);
    }
  }

  private static boolean flag(ApiField field, String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "1" -> true;
      case "false", "no", "0" -> false;
      default -> throw mistyped(field);
    };
  }

  private JsonArray array(ApiField field, Object value) {
    if (!(decoded(field.name(), value) instanceof JsonArray given)) {
      throw ApiError.badRequest("expected an Array of " + element(field.types().get(0)));
    }
    List<String> elements = field.types().stream().map(t -> t.substring(ARRAY.length())).toList();
    ApiField one = new ApiField(field.name(), elements, true, "");
    JsonArray typed = new JsonArray();
    for (Object item : given) {
      typed.add(coerce(one, item == null ? "" : item));
    }
    return typed;
  }

  private JsonObject object(ApiType type, JsonObject given) {
    JsonObject typed = new JsonObject();
    for (ApiField field : type.fields()) {
      Object value = given.getValue(field.name());
      if (value != null) {
        try {
          typed.put(field.name(), coerce(field, value));
        } catch (ApiError e) {
          throw nested(type, e);
        }
      } else if (field.required()) {
        throw ApiError.badRequest(
            "can't parse " + words(type) + ": Can't find field \"" + field.name() + "\"");
      }
    }
    return typed;
  }

  /** A choice is told by field "type"; keyboards by the field that only they have. */
  private ApiType choose(List<String> names, JsonObject given) {
    List<ApiType> candidates =
        names.stream()
            .map(catalogue::type)
            .flatMap(Optional::stream)
            .flatMap(
                t ->
                    t.subtypes().isEmpty()
                        ? java.util.stream.Stream.of(t)
                        : t.subtypes().stream().map(catalogue::type).flatMap(Optional::stream))
            .toList();
    String tag = given.getString("type", "");
    return candidates.stream()
        .filter(
            t ->
                t.tag()
                    .map(tag::equals)
                    .orElseGet(() -> candidates.size() == 1 || hasRequired(t, given)))
        .findFirst()
        .orElseThrow(
            () ->
                ApiError.badRequest(
                    "can't parse " + names.get(0) + ": unsupported type specified"));
  }

  private static boolean hasRequired(ApiType type, JsonObject given) {
    return type.fields().stream()
        .filter(ApiField::required)
        .allMatch(f -> given.containsKey(f.name()));
  }

  private static Object decoded(String name, Object value) {
    if (!(value instanceof String text)) {
      return value;
    }
    try {
      return Json.decodeValue(text);
    } catch (DecodeException e) {
      String what = name.equals("reply_markup") ? "reply keyboard markup" : name.replace('_', ' ');
      throw ApiError.badRequest("can't parse " + what + " JSON object");
    }
  }

  private static ApiError nested(ApiType type, ApiError cause) {
    String inner = cause.description().replaceFirst("^Bad Request: ", "");
    return ApiError.badRequest(
        inner.startsWith("can't parse ") ? inner : "can't parse " + words(type) + ": " + inner);
  }

  private static ApiError mistyped(ApiField field) {
    return ApiError.badRequest(
        "field \"" + field.name() + "\" must be of type " + String.join(" or ", field.types()));
  }

  /** "InlineKeyboardButton" is an "inline keyboard button" in Telegram's texts. */
  private static String words(ApiType type) {
    return type.name().endsWith("KeyboardButton")
        ? type.name().replaceAll("(?<=.)(?=[A-Z])", " ").toLowerCase(Locale.ROOT)
        : type.name();
  }

  private static String element(String array) {
    return array.substring(ARRAY.length());
  }

  private static boolean isScalar(String type) {
    return switch (type) {
      case "String", "Integer", "Float", "Boolean", "InputFile" -> true;
      default -> false;
    };
  }
}

package trt.console;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** The form of an update without what people wrote: enough to see why it could not be handled. */
public final class PayloadShape {
  /** Texts that we or Telegram chose. */
  private static final Set<String> OURS = Set.of("type", "language_code", "currency");

  private PayloadShape() {}

  /** Texts become their length; names, numbers and nesting stay. */
  public static JsonObject of(JsonObject update) {
    JsonObject shape = new JsonObject();
    update.forEach(
        field ->
            shape.put(
                field.getKey(),
                OURS.contains(field.getKey()) ? field.getValue() : of(field.getValue())));
    return shape;
  }

  private static Object of(Object value) {
    if (value instanceof JsonObject inner) {
      return of(inner);
    }
    if (value instanceof JsonArray array) {
      JsonArray shapes = new JsonArray();
      array.forEach(one -> shapes.add(of(one)));
      return shapes;
    }
    return value instanceof String text ? text.length() + " characters" : value;
  }
}

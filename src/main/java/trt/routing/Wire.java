package trt.routing;

import io.vertx.core.json.JsonObject;

/** Reads fields of Telegram that may be missing, null, or a number where a text was expected. */
final class Wire {
  private Wire() {}

  /** The object, empty when there is none. */
  static JsonObject object(JsonObject holder, String name) {
    return holder.getValue(name) instanceof JsonObject inner ? inner : new JsonObject();
  }

  /** Whether it is there and true. */
  static boolean flag(JsonObject holder, String name) {
    return Boolean.TRUE.equals(holder.getValue(name));
  }

  /** The text or number as a text, empty when there is none. */
  static String text(JsonObject holder, String name) {
    Object value = holder.getValue(name);
    return value instanceof String || value instanceof Number ? value.toString() : "";
  }

  /** A user; id 0 when there is none. */
  static Received.Person person(JsonObject user) {
    return new Received.Person(
        user.getLong("id", 0L), text(user, "first_name"), text(user, "username"));
  }
}

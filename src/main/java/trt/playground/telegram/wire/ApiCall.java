package trt.playground.telegram.wire;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/**
 * One call of the Bot API.
 *
 * @param method the name as Telegram spells it
 * @param params checked and typed: numbers, booleans, objects, not their text
 * @param uploads files of a multipart call by the name of their part
 */
public record ApiCall(String method, JsonObject params, Map<String, Upload> uploads) {
  /** The same call with other parameters. */
  public ApiCall with(JsonObject newParams) {
    return new ApiCall(method, newParams, uploads);
  }

  /** True if the parameter was given and is not null. */
  public boolean has(String name) {
    return params.getValue(name) != null;
  }

  /** The text, or "" if it was not given. */
  public String text(String name) {
    Object value = params.getValue(name);
    return value == null ? "" : value.toString();
  }

  /** The number, or {@code otherwise} if it was not given. */
  public long number(String name, long otherwise) {
    return params.getValue(name) instanceof Number n ? n.longValue() : otherwise;
  }

  /** The flag, false if it was not given. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(params.getValue(name));
  }

  /** The object, if it was given. */
  public Optional<JsonObject> object(String name) {
    return params.getValue(name) instanceof JsonObject o ? Optional.of(o) : Optional.empty();
  }

  /** The array, empty if it was not given. */
  public JsonArray array(String name) {
    return params.getValue(name) instanceof JsonArray a ? a : new JsonArray();
  }

  /**
   * The chat addressed: here always the private chat with the user of that id.
   *
   * @throws ApiError 400 if it is a name or missing
   */
  public long chatId() {
    String id = text("chat_id");
    if (id.isEmpty()) {
      throw ApiError.badRequest("chat_id is empty");
    }
    try {
      return Long.parseLong(id);
    } catch (NumberFormatException e) {
      throw ApiError.badRequest("chat not found");
    }
  }

  /**
   * The message addressed.
   *
   * @throws ApiError 400 if it is missing
   */
  public int messageId() {
    long id = number("message_id", 0);
    if (id <= 0) {
      throw ApiError.badRequest("message identifier is not specified");
    }
    return (int) id;
  }
}

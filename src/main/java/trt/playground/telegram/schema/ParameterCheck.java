package trt.playground.telegram.schema;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;

/** Checks the parameters of a call and turns their text into numbers, flags and objects. */
public final class ParameterCheck {
  /** Telegram has words of its own for what is missing most often. */
  private static final Map<String, String> MISSING =
      Map.ofEntries(
          Map.entry("chat_id", "chat_id is empty"),
          Map.entry("text", "message text is empty"),
          Map.entry("message_id", "message identifier is not specified"),
          Map.entry("message_ids", "message identifiers are not specified"),
          Map.entry("photo", "there is no photo in the request"),
          Map.entry("video", "there is no video in the request"),
          Map.entry("audio", "there is no audio in the request"),
          Map.entry("voice", "there is no voice in the request"),
          Map.entry("document", "there is no document in the request"),
          Map.entry("animation", "there is no animation in the request"),
          Map.entry("sticker", "there is no sticker in the request"),
          Map.entry("video_note", "there is no video note in the request"),
          Map.entry("action", "wrong parameter action in request"),
          Map.entry("prices", "there must be at least one price"));

  private final TypeCheck types;

  public ParameterCheck(MethodCatalogue catalogue) {
    this.types = new TypeCheck(catalogue);
  }

  /**
   * The call with typed parameters; unknown ones are dropped, as Telegram does.
   *
   * @throws ApiError 400 for the first parameter that is missing or mistyped
   */
  public ApiCall checked(ApiMethod method, ApiCall call) {
    JsonObject typed = new JsonObject();
    for (ApiField field : method.fields()) {
      Object given = call.params().getValue(field.name());
      if (given != null && !"".equals(given)) {
        typed.put(field.name(), types.coerce(field, given));
      } else if (field.required()
          && !call.uploads().containsKey(field.name())
          && !mayBeEmpty(method, field)) {
        throw ApiError.badRequest(
            MISSING.getOrDefault(field.name(), "parameter \"" + field.name() + "\" is required"));
      }
    }
    return new ApiCall(method.name(), typed, call.uploads());
  }

  /** Names that Telegram would ignore: a slip of the caller, or newer than the description. */
  public Set<String> unknown(ApiMethod method, JsonObject params) {
    Set<String> unknown = new TreeSet<>(params.fieldNames());
    method.fields().forEach(field -> unknown.remove(field.name()));
    return unknown;
  }

  /** setWebhook with an empty url removes the webhook. */
  private static boolean mayBeEmpty(ApiMethod method, ApiField field) {
    return method.name().equals("setWebhook") && field.name().equals("url");
  }
}

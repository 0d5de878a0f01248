package trt.playground.telegram.method;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import trt.playground.telegram.wire.ApiError;

/** Telegram's rules for inline keyboards. */
final class Keyboards {
  private static final Pattern URL =
      Pattern.compile("(?i)(https?|tg|ton)://\\S*|[\\w.-]+\\.[a-z]{2,}(/\\S*)?");
  private static final int DATA_BYTES = 64;
  private static final int BUTTONS = 100;
  private static final int COPY_TEXT = 256;
  private static final List<String> ACTIONS =
      List.of(
          "url",
          "callback_data",
          "web_app",
          "login_url",
          "switch_inline_query",
          "switch_inline_query_current_chat",
          "switch_inline_query_chosen_chat",
          "copy_text",
          "callback_game",
          "pay");

  private Keyboards() {}

  /**
   * The keyboard to show, empty if it has no button.
   *
   * @throws ApiError 400 in Telegram's words
   */
  static Optional<JsonObject> checked(JsonObject markup) {
    JsonArray rows = new JsonArray();
    int buttons = 0;
    for (Object row : markup.getJsonArray("inline_keyboard")) {
      JsonArray kept = new JsonArray();
      for (Object button : (JsonArray) row) {
        kept.add(checkedButton((JsonObject) button));
      }
      buttons += kept.size();
      if (!kept.isEmpty()) {
        rows.add(kept);
      }
    }
    if (buttons > BUTTONS) {
      throw ApiError.badRequest("reply markup is too long");
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(new JsonObject().put("inline_keyboard", rows));
  }

  private static JsonObject checkedButton(JsonObject button) {
    if (button.getString("text").isBlank()) {
      throw ApiError.badRequest(
          "can't parse inline keyboard button: Text buttons must be non-empty");
    }
    if (ACTIONS.stream().noneMatch(button::containsKey)) {
      throw ApiError.badRequest(
          "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
    }
    String data = button.getString("callback_data", "x");
    if (data.isEmpty() || data.getBytes(StandardCharsets.UTF_8).length > DATA_BYTES) {
      throw ApiError.badRequest("BUTTON_DATA_INVALID");
    }
    String url = button.getString("url", "");
    if (!url.isEmpty() && !URL.matcher(url).matches()) {
      throw ApiError.badRequest(
          "inline keyboard button URL '" + url + "' is invalid: Wrong HTTP URL");
    }
    if (button.getJsonObject("copy_text", new JsonObject()).getString("text", "").length()
        > COPY_TEXT) {
      throw ApiError.badRequest("BUTTON_COPY_TEXT_INVALID");
    }
    return button;
  }
}

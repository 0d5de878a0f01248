package trt.playground.telegram.method;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import trt.playground.telegram.text.FormattedText;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;

/** Reads the text or caption of a call, within Telegram's limits. */
final class Texts {
  private static final int TEXT = 4096;
  private static final int CAPTION = 1024;

  private Texts() {}

  /** The text to send: 1 to 4096 characters after parsing. */
  static FormattedText text(ApiCall call) {
    return text(call, "message is too long");
  }

  /** The text to edit to; too long is refused in other words than when sending. */
  static FormattedText newText(ApiCall call) {
    return text(call, "MESSAGE_TOO_LONG");
  }

  /** The caption: at most 1024 characters after parsing. */
  static FormattedText caption(JsonObject params) {
    FormattedText caption = read(params, "caption", "caption_entities");
    if (caption.text().length() > CAPTION) {
      throw ApiError.badRequest("message caption is too long");
    }
    return caption;
  }

  private static FormattedText text(ApiCall call, String tooLong) {
    if (!call.has("text")) {
      throw ApiError.badRequest("message text is empty");
    }
    FormattedText text = read(call.params(), "text", "entities");
    if (text.isEmpty()) {
      throw ApiError.badRequest("text must be non-empty");
    }
    if (text.text().length() > TEXT) {
      throw ApiError.badRequest(tooLong);
    }
    return text;
  }

  private static FormattedText read(JsonObject params, String name, String entities) {
    return FormattedText.read(
        params.getString(name, ""),
        params.getString("parse_mode", ""),
        params.getJsonArray(entities, new JsonArray()));
  }
}

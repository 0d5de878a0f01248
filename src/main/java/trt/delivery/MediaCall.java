package trt.delivery;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;

/**
 * A call that shows one file: {@code sendPhoto} and its like, or {@code editMessageMedia}.
 *
 * @param kind as Telegram calls it in parameters: photo, video, document
 */
record MediaCall(String method, JsonObject params, String kind) {
  /** Bytes; Bot API, "Sending files": more is no photo. */
  static final long MAX_PHOTO = 10L << 20;

  static final String PHOTO = "photo";
  private static final String DOCUMENT = "document";

  /** Empty when the call shows no file, or several. */
  static Optional<MediaCall> of(String method, JsonObject params) {
    if (method.equals("editMessageMedia") && params.getValue("media") instanceof JsonObject media) {
      return Optional.of(new MediaCall(method, params, media.getString("type", "")));
    }
    if (!method.startsWith("send")) {
      return Optional.empty();
    }
    String kind = method.substring("send".length()).toLowerCase(Locale.ROOT);
    return params.getValue(kind) instanceof String
        ? Optional.of(new MediaCall(method, params, kind))
        : Optional.empty();
  }

  boolean isPhoto() {
    return kind.equals(PHOTO);
  }

  /** The same file as a document: larger, of any shape, not shown at once. */
  MediaCall asDocument() {
    JsonObject changed = params.copy();
    if (changed.getValue("media") instanceof JsonObject media) {
      media.put("type", DOCUMENT);
      return new MediaCall(method, changed, DOCUMENT);
    }
    return new MediaCall(
        "sendDocument", changed.put(DOCUMENT, String.valueOf(changed.remove(kind))), DOCUMENT);
  }

  /** The same call with Telegram's own name of the file. */
  MediaCall showing(String fileId) {
    JsonObject changed = params.copy();
    if (changed.getValue("media") instanceof JsonObject media) {
      media.put("media", fileId);
    } else {
      changed.put(kind, fileId);
    }
    return new MediaCall(method, changed, kind);
  }
}

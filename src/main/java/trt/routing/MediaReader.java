package trt.routing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.GivenFile;
import trt.domain.catalog.MediaFacts;
import trt.domain.catalog.Medium;
import trt.domain.dialogue.Input;

/** Frees a file from Telegram's wire format; empty for files no model could take. */
final class MediaReader {
  /** Types Telegram's apps call by other names than KIE. */
  private static final Map<String, String> SAME =
      Map.of(
          "image/jpg", "image/jpeg",
          "audio/mp3", "audio/mpeg",
          "audio/m4a", "audio/mp4",
          "audio/x-m4a", "audio/mp4",
          "audio/opus", "audio/ogg",
          "audio/vnd.wave", "audio/wav");

  private MediaReader() {}

  static Optional<Input> read(JsonObject message) {
    return file(message)
        .map(
            file ->
                new Input.Sent(
                    file,
                    message.getString("caption", ""),
                    message.getString("media_group_id", ""),
                    message.containsKey("voice")));
  }

  private static Optional<GivenFile> file(JsonObject message) {
    JsonArray sizes = message.getJsonArray("photo");
    if (sizes != null && !sizes.isEmpty()) {
      return given(sizes.getJsonObject(sizes.size() - 1), "image/jpeg");
    }
    // An animation comes as a document as well.
    for (String kind : new String[] {"animation", "video", "video_note", "audio", "voice"}) {
      if (message.containsKey(kind)) {
        return given(message.getJsonObject(kind), usual(kind));
      }
    }
    if (message.containsKey("document")) {
      return given(message.getJsonObject("document"), "");
    }
    JsonObject sticker = message.getJsonObject("sticker");
    boolean moves =
        sticker != null
            && (sticker.getBoolean("is_animated", false) || sticker.getBoolean("is_video", false));
    return sticker == null || moves ? Optional.empty() : given(sticker, "image/webp");
  }

  private static String usual(String kind) {
    return switch (kind) {
      case "audio" -> "audio/mpeg";
      case "voice" -> "audio/ogg";
      default -> "video/mp4";
    };
  }

  private static Optional<GivenFile> given(JsonObject file, String usualType) {
    String said = file.getString("mime_type", usualType).toLowerCase(Locale.ROOT);
    String type = SAME.getOrDefault(said, said);
    // A video note is a square with one side.
    int side = file.getInteger("length", 0);
    return medium(type)
        .map(
            medium ->
                new GivenFile(
                    file.getString("file_id"),
                    new MediaFacts(
                        medium,
                        type,
                        file.getLong("file_size", 0L),
                        file.getInteger("width", side),
                        file.getInteger("height", side),
                        Duration.ofSeconds(file.getInteger("duration", 0))),
                    file.getString("file_name", "")));
  }

  private static Optional<Medium> medium(String type) {
    return switch (type.split("/", 2)[0]) {
      case "image" -> Optional.of(Medium.IMAGE);
      case "video" -> Optional.of(Medium.VIDEO);
      case "audio" -> Optional.of(Medium.AUDIO);
      default -> Optional.empty();
    };
  }
}

package trt.generation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import trt.domain.catalog.ResultType;
import trt.kie.Output;

/**
 * One output in Telegram's words: which method, which parameter, which kind of InputMedia.
 *
 * @param performer shown with music
 */
record Media(Kind kind, ResultType type, Output output, String performer) {
  /** Telegram plays these as music; other sound is a file. */
  private static final Set<String> MUSIC = Set.of("mp3", "m4a");

  private static final Set<String> VOICE = Set.of("ogg", "oga", "opus");

  /** What Telegram shows it as. */
  enum Kind {
    PHOTO,
    VIDEO,
    ANIMATION,
    AUDIO,
    VOICE,
    DOCUMENT;

    /** As parameters and InputMedia call it. */
    String parameter() {
      return name().toLowerCase(Locale.ROOT);
    }

    String sendMethod() {
      return "send" + name().charAt(0) + parameter().substring(1);
    }

    /** Whether a message can be edited to show it, and an album can hold it. */
    boolean isInputMedia() {
      return this != VOICE;
    }
  }

  static Media of(ResultType type, Output output, String performer) {
    return new Media(
        kind(type, Extension.of(output.url()).orElse(usual(type))), type, output, performer);
  }

  private static Kind kind(ResultType type, String extension) {
    return switch (type) {
      case IMAGE ->
          extension.equals("gif")
              ? Kind.ANIMATION
              : extension.equals("svg") ? Kind.DOCUMENT : Kind.PHOTO;
      case VIDEO -> extension.equals("gif") ? Kind.ANIMATION : Kind.VIDEO;
      case AUDIO ->
          VOICE.contains(extension)
              ? Kind.VOICE
              : MUSIC.contains(extension) ? Kind.AUDIO : Kind.DOCUMENT;
      case TEXT -> Kind.DOCUMENT;
    };
  }

  String sendMethod() {
    return kind.sendMethod();
  }

  /** Whether the original is more than what the chat shows. */
  boolean isShrunk() {
    return kind == Kind.PHOTO || kind == Kind.VIDEO;
  }

  JsonObject input(String file, String caption) {
    JsonObject input = described(new JsonObject().put("type", kind.parameter()));
    input.put("media", "attach://" + file);
    return caption.isEmpty() ? input : input.put("caption", caption).put("parse_mode", "HTML");
  }

  /** Parameters of a message of its own; without a caption when that is empty. */
  JsonObject alone(String caption, Supplier<JsonObject> keyboard) {
    JsonObject params = described(new JsonObject().put(kind.parameter(), "attach://f0"));
    return caption.isEmpty()
        ? params
        : params
            .put("caption", caption)
            .put("parse_mode", "HTML")
            .put("reply_markup", keyboard.get());
  }

  JsonObject file(String name) {
    String fileName =
        output.title().map(Media::fileName).filter(safe -> !safe.isBlank()).orElse("result");
    return new JsonObject()
        .put("name", name)
        .put("url", output.url().toString())
        .put("fileName", fileName + "." + extension())
        .put("mediaType", mediaType());
  }

  JsonArray files() {
    return new JsonArray().add(file("f0"));
  }

  private JsonObject described(JsonObject params) {
    if (kind == Kind.AUDIO) {
      output.title().ifPresent(title -> params.put("title", title));
      params.put("performer", performer);
    }
    if (kind == Kind.AUDIO || kind == Kind.VOICE || kind == Kind.VIDEO) {
      output.seconds().ifPresent(seconds -> params.put("duration", seconds));
    }
    if (kind == Kind.VIDEO) {
      params.put("supports_streaming", true);
    }
    return params;
  }

  private static String fileName(String title) {
    String safe = title.replaceAll("[^\\p{L}\\p{N} ._-]", " ").strip();
    return safe.length() > 60 ? safe.substring(0, 60).strip() : safe;
  }

  private String extension() {
    return Extension.of(output.url()).orElse(usual(type));
  }

  private static String usual(ResultType type) {
    return switch (type) {
      case IMAGE -> "png";
      case VIDEO -> "mp4";
      case AUDIO -> "mp3";
      case TEXT -> "txt";
    };
  }

  private String mediaType() {
    String extension = extension();
    return switch (type) {
      case IMAGE ->
          "image/"
              + (extension.equals("jpg")
                  ? "jpeg"
                  : extension.equals("svg") ? "svg+xml" : extension);
      case VIDEO -> extension.equals("gif") ? "image/gif" : "video/mp4";
      case AUDIO ->
          switch (extension) {
            case "mp3" -> "audio/mpeg";
            case "m4a" -> "audio/mp4";
            case "ogg", "oga", "opus" -> "audio/ogg";
            default -> "audio/" + extension;
          };
      case TEXT -> "text/plain";
    };
  }
}

package trt.playground.telegram.text;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import trt.playground.telegram.wire.ApiError;

/**
 * Text and its entities, as Telegram keeps them: offsets in UTF-16 units, outer white space gone.
 */
public record FormattedText(String text, JsonArray entities) {
  /** Without any text. */
  public static final FormattedText EMPTY = new FormattedText("", new JsonArray());

  private static final int SOURCE_LIMIT = 1 << 15;

  /**
   * Reads text as a call gives it.
   *
   * @param parseMode "HTML" or ""; the Markdown modes do not work here
   * @param entities given instead of a parse mode, empty otherwise
   * @throws ApiError 400 if the text cannot be parsed
   */
  public static FormattedText read(String source, String parseMode, JsonArray entities) {
    if (source.length() > SOURCE_LIMIT) {
      throw ApiError.badRequest("text is too long");
    }
    FormattedText parsed =
        switch (parseMode.toLowerCase(java.util.Locale.ROOT)) {
          case "html" -> new HtmlText(source).parsed();
          case "", "none" -> new FormattedText(source, entities.copy());
          case "markdown", "markdownv2" ->
              throw ApiError.badRequest("Markdown is not available in this emulator; use HTML");
          default -> throw ApiError.badRequest("unsupported parse_mode");
        };
    return parsed.trimmed().withFoundEntities();
  }

  /** True if nothing would be seen. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** Writes the fields {@code name} and its entities into a message. */
  @CanIgnoreReturnValue
  public JsonObject into(JsonObject message, String name, String entitiesName) {
    if (!text.isEmpty()) {
      message.put(name, text);
    }
    if (!entities.isEmpty()) {
      message.put(entitiesName, entities);
    }
    return message;
  }

  private FormattedText trimmed() {
    int start = 0;
    int end = text.length();
    while (end > 0 && Character.isWhitespace(text.charAt(end - 1))) {
      end--;
    }
    while (start < end && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    JsonArray kept = new JsonArray();
    for (Object item : entities) {
      JsonObject entity = ((JsonObject) item).copy();
      int from = Math.max(entity.getInteger("offset"), start);
      int to = Math.min(entity.getInteger("offset") + entity.getInteger("length"), end);
      if (to > from) {
        kept.add(entity.put("offset", from - start).put("length", to - from));
      }
    }
    return new FormattedText(text.substring(start, end), kept);
  }

  private FormattedText withFoundEntities() {
    return new FormattedText(text, FoundEntities.added(text, entities));
  }
}

package trt.playground.telegram.state;

import io.vertx.core.json.JsonObject;

/**
 * A file Telegram keeps.
 *
 * @param fileId how the bot names it
 * @param uniqueId the same for every file_id of one content
 * @param path of the download, below {@code /file/bot<token>/}
 * @param size in bytes
 * @param width of a picture or film, 0 if unknown
 */
public record StoredFile(
    String fileId,
    String uniqueId,
    FileKind kind,
    String path,
    long size,
    String name,
    String mimeType,
    int width,
    int height) {

  JsonObject toJson() {
    return new JsonObject()
        .put("id", fileId)
        .put("unique", uniqueId)
        .put("kind", kind.name())
        .put("path", path)
        .put("size", size)
        .put("name", name)
        .put("mime", mimeType)
        .put("width", width)
        .put("height", height);
  }

  static StoredFile from(JsonObject saved) {
    return new StoredFile(
        saved.getString("id"),
        saved.getString("unique"),
        FileKind.valueOf(saved.getString("kind")),
        saved.getString("path"),
        saved.getLong("size"),
        saved.getString("name"),
        saved.getString("mime"),
        saved.getInteger("width"),
        saved.getInteger("height"));
  }

  /** The fields every media type of the Bot API has. */
  public JsonObject reference() {
    return new JsonObject()
        .put("file_id", fileId)
        .put("file_unique_id", uniqueId)
        .put("file_size", size);
  }
}

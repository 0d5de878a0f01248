package trt.playground.telegram.method;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.state.StoredFile;

/** The part of a message that shows a file. */
public final class MediaContent {
  private static final int THUMBNAIL = 320;
  private static final int DEFAULT_SIDE = 512;

  private MediaContent() {}

  /**
   * Fields of a message for this file.
   *
   * @param params of the call or the InputMedia: duration, width, title and the like
   */
  public static JsonObject of(StoredFile file, JsonObject params) {
    FileKind kind = file.kind();
    if (kind == FileKind.PHOTO) {
      return new JsonObject().put("photo", sizes(file)).mergeIn(spoiler(params));
    }
    JsonObject media = file.reference();
    if (kind != FileKind.STICKER && kind != FileKind.VIDEO_NOTE) {
      media.put("mime_type", file.mimeType());
    }
    switch (kind) {
      case VIDEO, ANIMATION ->
          media
              .put("width", side(params, "width"))
              .put("height", side(params, "height"))
              .put("duration", number(params, "duration"));
      case AUDIO, VOICE -> media.put("duration", number(params, "duration"));
      case VIDEO_NOTE ->
          media.put("length", side(params, "length")).put("duration", number(params, "duration"));
      case STICKER ->
          media
              .put("type", "regular")
              .put("width", file.width())
              .put("height", file.height())
              .put("is_animated", false)
              .put("is_video", false);
      case PHOTO, DOCUMENT -> {}
    }
    for (String name : new String[] {"performer", "title"}) {
      if (kind == FileKind.AUDIO && params.containsKey(name)) {
        media.put(name, params.getString(name));
      }
    }
    if (kind != FileKind.VOICE
        && kind != FileKind.STICKER
        && kind != FileKind.VIDEO_NOTE
        && !file.name().isEmpty()) {
      media.put("file_name", file.name());
    }
    JsonObject content = new JsonObject().put(kind.field(), media).mergeIn(spoiler(params));
    return kind == FileKind.ANIMATION ? content.put("document", media.copy()) : content;
  }

  /** Telegram shows a photo in several sizes; here a small one and the original. */
  private static JsonArray sizes(StoredFile file) {
    JsonArray sizes = new JsonArray();
    int longest = Math.max(file.width(), file.height());
    if (longest > THUMBNAIL) {
      sizes.add(
          file.reference()
              .put("width", Math.max(1, file.width() * THUMBNAIL / longest))
              .put("height", Math.max(1, file.height() * THUMBNAIL / longest)));
    }
    return sizes.add(file.reference().put("width", file.width()).put("height", file.height()));
  }

  private static JsonObject spoiler(JsonObject params) {
    JsonObject fields = new JsonObject();
    if (params.getBoolean("has_spoiler", false)) {
      fields.put("has_media_spoiler", true);
    }
    if (params.getBoolean("show_caption_above_media", false)) {
      fields.put("show_caption_above_media", true);
    }
    return fields;
  }

  private static long number(JsonObject params, String name) {
    return params.getLong(name, 0L);
  }

  private static long side(JsonObject params, String name) {
    return params.getLong(name, (long) DEFAULT_SIDE);
  }
}

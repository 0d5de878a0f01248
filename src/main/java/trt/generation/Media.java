package trt.generation;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import trt.domain.catalog.ResultType;

/** One output in Telegram's words: which method, which parameter, which kind of InputMedia. */
record Media(ResultType type, URI url) {
  String parameter() {
    return switch (type) {
      case IMAGE -> "photo";
      case VIDEO -> "video";
      case AUDIO -> "audio";
      case TEXT -> "document";
    };
  }

  String sendMethod() {
    return switch (type) {
      case IMAGE -> "sendPhoto";
      case VIDEO -> "sendVideo";
      case AUDIO -> "sendAudio";
      case TEXT -> "sendDocument";
    };
  }

  String attachment() {
    return "attach://f0";
  }

  JsonObject input(String caption) {
    return new JsonObject()
        .put("type", parameter())
        .put("media", attachment())
        .put("caption", caption)
        .put("parse_mode", "HTML");
  }

  JsonObject alone(String caption, JsonObject keyboard) {
    return new JsonObject()
        .put(parameter(), attachment())
        .put("caption", caption)
        .put("parse_mode", "HTML")
        .put("reply_markup", keyboard);
  }

  JsonArray files() {
    return JobMessages.files(url.toString(), "result." + extension(), mediaType());
  }

  private String extension() {
    String path = url.getPath() == null ? "" : url.getPath();
    int dot = path.lastIndexOf('.');
    boolean known = dot > path.lastIndexOf('/') && path.length() - dot <= 5;
    return known ? path.substring(dot + 1) : usual();
  }

  private String usual() {
    return switch (type) {
      case IMAGE -> "png";
      case VIDEO -> "mp4";
      case AUDIO -> "mp3";
      case TEXT -> "txt";
    };
  }

  private String mediaType() {
    return switch (type) {
      case IMAGE -> "image/" + (extension().equals("jpg") ? "jpeg" : extension());
      case VIDEO -> "video/mp4";
      case AUDIO -> "audio/mpeg";
      case TEXT -> "text/plain";
    };
  }
}

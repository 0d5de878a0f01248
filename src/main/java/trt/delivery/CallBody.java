package trt.delivery;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The body of an outbox row.
 *
 * @param params parameters of the method
 * @param files media to fetch and upload; the parameters name them {@code attach://<name>}
 * @param fallback the call to make instead when this one cannot succeed
 * @param large the call to make instead when a file is longer than Telegram takes
 * @param singles the calls to make instead of an album, one for each of its files
 */
record CallBody(
    JsonObject params,
    List<File> files,
    Optional<Fallback> fallback,
    Optional<Fallback> large,
    List<Fallback> singles) {
  /** One file to fetch. */
  record File(String name, String url, String fileName, String mediaType) {}

  /** Another call, as a new message. */
  record Fallback(String method, JsonObject body) {}

  static CallBody read(String json) {
    JsonObject body = new JsonObject(json);
    List<File> files =
        body.getJsonArray("files", new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .map(
                f ->
                    new File(
                        f.getString("name"),
                        f.getString("url"),
                        f.getString("fileName"),
                        f.getString("mediaType")))
            .toList();
    List<Fallback> singles =
        body.getJsonArray("singles", new JsonArray()).stream()
            .map(JsonObject.class::cast)
            .map(CallBody::call)
            .toList();
    return new CallBody(
        body.getJsonObject("params", new JsonObject()),
        files,
        Optional.ofNullable(body.getJsonObject("fallback")).map(CallBody::call),
        Optional.ofNullable(body.getJsonObject("large")).map(CallBody::call),
        singles);
  }

  private static Fallback call(JsonObject json) {
    return new Fallback(json.getString("method"), without(json, "method"));
  }

  /** Whether files are to be uploaded, without reading the whole body. */
  static boolean hasFiles(String json) {
    // Inside a string the quotes would be escaped.
    return json.contains("\"files\":[{");
  }

  /** Whether it goes to a chat, without reading the whole body. */
  static boolean isForChat(String json) {
    return json.contains("\"chat_id\":");
  }

  /** What to send when the files cannot be had: the first fallback that needs none. */
  Optional<Fallback> withoutFiles() {
    Optional<Fallback> next = fallback;
    while (next.isPresent() && next.get().body().containsKey("files")) {
      next = read(next.get().body().encode()).fallback();
    }
    return next;
  }

  /** The same parameters without formatting, where there is some. */
  Optional<JsonObject> plain() {
    JsonObject copy = params.copy();
    boolean had = copy.remove("parse_mode") != null;
    if (copy.getValue("media") instanceof JsonObject media) {
      had |= media.remove("parse_mode") != null;
    }
    if (copy.getValue("media") instanceof JsonArray album) {
      for (Object item : album) {
        had |= ((JsonObject) item).remove("parse_mode") != null;
      }
    }
    return had ? Optional.of(copy) : Optional.empty();
  }

  /** The same body with other parameters. */
  String with(JsonObject otherParams, String original) {
    return new JsonObject(original).put("params", otherParams).encode();
  }

  private static JsonObject without(JsonObject json, String key) {
    JsonObject copy = json.copy();
    copy.remove(key);
    return copy;
  }
}

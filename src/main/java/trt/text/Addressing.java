package trt.text;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import trt.domain.dialogue.Action;
import trt.domain.outbox.Place;

/**
 * Brings a call to its place in a chat: into the topic, as a reply to who is answered, with buttons
 * that name whose they are. Calls it may be replaced by are addressed as well.
 */
public final class Addressing {
  /** Stands before the number of the person a button belongs to. */
  private static final String OWNER = "~";

  private static final List<String> INSTEAD = List.of("fallback", "large");

  private Addressing() {}

  /**
   * Changes the body of a call.
   *
   * @param body JSON with params and, where needed, fallback, large and singles
   */
  public static void apply(Place place, String method, JsonObject body) {
    if (place.isPlain()) {
      return;
    }
    JsonObject params = body.getJsonObject("params");
    if (params != null) {
      if (method.startsWith("send")) {
        send(place, params);
      }
      if (place.owner() != 0) {
        mark(place.owner(), params);
      }
    }
    for (String name : INSTEAD) {
      JsonObject other = body.getJsonObject(name);
      if (other != null) {
        apply(place, other.getString("method", ""), other);
      }
    }
    for (Object single : body.getJsonArray("singles", new JsonArray())) {
      apply(place, ((JsonObject) single).getString("method", ""), (JsonObject) single);
    }
  }

  /** The data of a button without its owner. */
  public static String data(String data) {
    int at = data.lastIndexOf(OWNER);
    return at < 0 ? data : data.substring(0, at);
  }

  /** Whose a button is, if it says so. */
  public static Optional<Long> owner(String data) {
    int at = data.lastIndexOf(OWNER);
    try {
      return at < 0
          ? Optional.empty()
          : Optional.of(Long.parseLong(data.substring(at + 1), Character.MAX_RADIX));
    } catch (NumberFormatException forged) {
      return Optional.empty();
    }
  }

  private static void send(Place place, JsonObject params) {
    if (place.thread() != 0) {
      params.put("message_thread_id", place.thread());
    }
    if (place.replyTo() != 0) {
      params.put(
          "reply_parameters",
          new JsonObject()
              .put("message_id", place.replyTo())
              .put("allow_sending_without_reply", true));
    }
  }

  private static void mark(long owner, JsonObject params) {
    JsonObject markup = params.getJsonObject("reply_markup");
    if (markup == null) {
      return;
    }
    for (Object row : markup.getJsonArray("inline_keyboard", new JsonArray())) {
      for (Object each : (JsonArray) row) {
        JsonObject button = (JsonObject) each;
        String data = button.getString("callback_data");
        if (data != null && !data.contains(OWNER)) {
          button.put("callback_data", marked(owner, data));
        }
      }
    }
  }

  /** A button too long to be marked is told apart by the message it answers. */
  private static String marked(long owner, String data) {
    String whole = data + OWNER + Long.toString(owner, Character.MAX_RADIX);
    return whole.getBytes(StandardCharsets.UTF_8).length <= Action.MAX_BYTES ? whole : data;
  }
}

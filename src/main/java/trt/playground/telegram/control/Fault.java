package trt.playground.telegram.control;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * Something that goes wrong with the next calls of a method.
 *
 * @param method its name, "*" for any
 * @param times how many calls it hits
 * @param seconds retry_after of THROTTLED, delay of SLOW
 */
public record Fault(String method, Kind kind, int times, double seconds) {
  /** What goes wrong. */
  public enum Kind {
    /** 429 with retry_after; nothing is done. */
    THROTTLED,
    /** 500; nothing is done. */
    SERVER_ERROR,
    /** 502 with an HTML body; nothing is done. */
    BAD_GATEWAY,
    /** 403: the user has blocked the bot; nothing is done. */
    BLOCKED,
    /** 400: the message to edit is gone; nothing is done. */
    NOT_FOUND,
    /** 400: the message is too old to be edited; nothing is done. */
    NOT_EDITABLE,
    /** 400: the topic is deleted; nothing is done. */
    NO_TOPIC,
    /** The call is executed, the answer never comes. */
    NO_ANSWER,
    /** The connection is cut; nothing is done. */
    RESET,
    /** The call is executed, then the connection is cut. */
    RESET_AFTER,
    /** The call is executed and answered, later. */
    SLOW
  }

  static Fault from(JsonObject body) {
    return new Fault(
        body.getString("method", "*"),
        Kind.valueOf(body.getString("kind", "").toUpperCase(Locale.ROOT)),
        body.getInteger("times", 1),
        body.getDouble("seconds", 1.0));
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("method", method)
        .put("kind", kind.name().toLowerCase(Locale.ROOT))
        .put("times", times)
        .put("seconds", seconds);
  }

  boolean hits(String called) {
    return method.equals("*") || method.equalsIgnoreCase(called);
  }

  Fault once() {
    return new Fault(method, kind, times - 1, seconds);
  }
}

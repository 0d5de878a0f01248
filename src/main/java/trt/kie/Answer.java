package trt.kie;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** A complete HTTP answer. */
record Answer(int status, Buffer body) {
  /**
   * KIE's envelope {@code {"code", "msg", "data"}}; empty when the body is none. HTTP 200 says
   * nothing: the code inside decides.
   */
  Optional<Envelope> envelope() {
    try {
      JsonObject json = body.toJsonObject();
      Object code = json.getValue("code");
      if (code == null) {
        return Optional.empty();
      }
      Object message = json.getValue("msg", json.getValue("message", ""));
      return Optional.of(
          new Envelope(
              Integer.parseInt(code.toString()),
              String.valueOf(message),
              Optional.ofNullable(json.getValue("data"))));
    } catch (DecodeException | ClassCastException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The first characters of the body, for logs: KIE's answers hold no secrets of ours. */
  String start() {
    String text = body.toString().strip().replaceAll("\\s+", " ");
    return text.length() > 120 ? text.substring(0, 120) + "…" : text;
  }

  /** What KIE wraps around every answer. */
  record Envelope(int code, String message, Optional<Object> data) {
    boolean isOk() {
      return code == 200;
    }

    Optional<JsonObject> object() {
      return data.filter(JsonObject.class::isInstance).map(JsonObject.class::cast);
    }
  }
}

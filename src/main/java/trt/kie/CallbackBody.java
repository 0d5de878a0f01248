package trt.kie;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;

/** What KIE posts to a callback address. Not trusted: it says where to look, nothing more. */
public final class CallbackBody {
  private CallbackBody() {}

  /** The task it names, empty when it names none. The pages disagree on where and how. */
  public static String taskId(Buffer body) {
    try {
      JsonObject json = new JsonObject(body);
      JsonObject data = json.getValue("data") instanceof JsonObject inner ? inner : json;
      Object id = data.getValue("taskId", data.getValue("task_id"));
      return id instanceof String text ? text : "";
    } catch (DecodeException | ClassCastException e) {
      return "";
    }
  }
}

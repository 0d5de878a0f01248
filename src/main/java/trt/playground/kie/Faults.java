package trt.playground.kie;

import io.vertx.core.json.JsonObject;

/**
 * What is broken at the moment. Each switch goes back to {@code ok} when its number of times is
 * used up; 0 times = until changed.
 *
 * <p>Switches: {@code callbacks} = once, none, duplicate, late, forged; {@code create}, {@code
 * record} and {@code upload} = ok, http-500, html-502, truncated, silent, cut, code-401, code-402,
 * code-429, code-455, code-500, and for create also lost-answer (the task exists); {@code
 * latencyMs}; {@code missingMs} = how long a new task is not found.
 */
final class Faults {
  private JsonObject switches = new JsonObject();

  synchronized void merge(JsonObject changes) {
    switches.mergeIn(changes);
  }

  synchronized void reset() {
    switches = new JsonObject();
  }

  synchronized JsonObject all() {
    return switches.copy();
  }

  synchronized String callbacks() {
    return switches.getString("callbacks", "once");
  }

  synchronized long millis(String name) {
    return switches.getLong(name, 0L);
  }

  /** The fault for the next call of that operation, used up once by asking. */
  synchronized String next(String operation) {
    String fault = switches.getString(operation, "ok");
    int times = switches.getInteger(operation + "Times", 0);
    if (times == 1) {
      switches.put(operation, "ok").put(operation + "Times", 0);
    } else if (times > 1) {
      switches.put(operation + "Times", times - 1);
    }
    return fault;
  }
}

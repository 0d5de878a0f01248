package trt.playground.telegram.control;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/**
 * A call of the Bot API, with what became of it.
 *
 * @param number counts all calls since the start, from 1
 * @param params as they came; files are left out
 * @param status HTTP status decided on, 0 if a fault kept it from being answered
 * @param description the refusal, "" if it went well
 * @param ignored names of parameters that the description of the Bot API does not have
 */
public record LoggedCall(
    long number,
    Instant at,
    String method,
    JsonObject params,
    int status,
    String description,
    Set<String> ignored) {

  JsonObject toJson() {
    return new JsonObject()
        .put("number", number)
        .put("at", at.toString())
        .put("method", method)
        .put("params", params)
        .put("status", status)
        .put("description", description)
        .put("ignored", new JsonArray(ignored.stream().toList()));
  }
}

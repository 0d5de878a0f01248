package trt.playground.kie;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * One task. What it looks like is a function of the time alone, so that it goes on across restarts.
 *
 * @param api the group of endpoints it was created through
 * @param body the create call's body as it came
 * @param startAt it waits until then
 * @param endAt it is at work until then
 * @param failCode empty = it will succeed
 * @param base public address of the emulator when it was created
 */
record Task(
    String id,
    String api,
    String model,
    String kind,
    JsonObject body,
    Instant createdAt,
    Instant startAt,
    Instant endAt,
    String failCode,
    double credits,
    String base) {
  enum Phase {
    WAITING,
    WORKING,
    DONE,
    FAILED
  }

  Phase at(Instant now) {
    if (!now.isBefore(endAt)) {
      return failCode.isEmpty() ? Phase.DONE : Phase.FAILED;
    }
    return now.isBefore(startAt) ? Phase.WAITING : Phase.WORKING;
  }

  /** Credits taken from the account: reserved while at work, given back after a failure. */
  double charge(Instant now) {
    return at(now) == Phase.FAILED ? 0 : credits;
  }

  /** The inputs, wherever this group of endpoints puts them. */
  JsonObject input() {
    return body.getJsonObject("input", body);
  }

  String callBackUrl() {
    return body.getString("callBackUrl", "");
  }

  Task endingAt(Instant end) {
    Instant start = startAt.isAfter(end) ? end : startAt;
    return new Task(id, api, model, kind, body, createdAt, start, end, failCode, credits, base);
  }

  /** The same task, meant to fail. */
  Task failingWith(String code) {
    return new Task(id, api, model, kind, body, createdAt, startAt, endAt, code, credits, base);
  }

  /** The same task with its files under the address the caller knows. */
  Task seenFrom(String address) {
    return new Task(
        id, api, model, kind, body, createdAt, startAt, endAt, failCode, credits, address);
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .put("api", api)
        .put("model", model)
        .put("kind", kind)
        .put("body", body)
        .put("createdAt", createdAt.toEpochMilli())
        .put("startAt", startAt.toEpochMilli())
        .put("endAt", endAt.toEpochMilli())
        .put("failCode", failCode)
        .put("credits", credits)
        .put("base", base);
  }

  static Task fromJson(JsonObject json) {
    return new Task(
        json.getString("id"),
        json.getString("api"),
        json.getString("model"),
        json.getString("kind"),
        json.getJsonObject("body"),
        Instant.ofEpochMilli(json.getLong("createdAt")),
        Instant.ofEpochMilli(json.getLong("startAt")),
        Instant.ofEpochMilli(json.getLong("endAt")),
        json.getString("failCode"),
        json.getDouble("credits"),
        json.getString("base"));
  }
}

package trt.ops;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import trt.telegram.WebhookInfo;

/** The health answers as JSON. Only statuses, phrases of ours, numbers and times go in. */
final class HealthJson {
  private HealthJson() {}

  static JsonObject full(HealthView view) {
    JsonObject components = new JsonObject();
    for (ComponentReport one : view.components()) {
      components.put(one.component(), component(one));
    }
    JsonObject units = new JsonObject();
    for (UnitLine one : view.units()) {
      units.put(one.name(), unit(one));
    }
    return new JsonObject()
        .put("status", view.status().word())
        .put("at", view.at().toString())
        .put("components", components)
        .put("units", units);
  }

  static JsonObject webhook(Optional<WebhookInfo> info, WebhookTraffic traffic) {
    JsonObject json = new JsonObject();
    json.put("known", info.isPresent());
    json.put("url", info.map(WebhookInfo::url).orElse(null));
    json.put("pendingUpdates", info.map(WebhookInfo::pendingUpdates).orElse(null));
    json.put("lastError", info.flatMap(WebhookInfo::lastError).orElse(null));
    json.put(
        "lastErrorAt", info.flatMap(WebhookInfo::lastErrorAt).map(Instant::toString).orElse(null));
    json.put("lastUpdateReceived", traffic.lastUpdate().map(Instant::toString).orElse(null));
    return json.put("acks", traffic.acks()).put("rejects", traffic.rejects());
  }

  private static JsonObject component(ComponentReport one) {
    return new JsonObject()
        .put("status", one.status().word())
        .put("message", one.message())
        .put("latencyMs", one.latency().toMillis())
        .put("since", one.since().toString());
  }

  private static JsonObject unit(UnitLine one) {
    return new JsonObject()
        .put("status", one.status().word())
        .put("message", one.state())
        .put("latencyMs", 0)
        .put("since", one.since().toString())
        .put("instances", one.instances())
        .put("restarts", one.restarts());
  }
}

package trt.routing;

import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Optional;
import trt.domain.dialogue.Session;

/**
 * Sessions as they lie in PostgreSQL. A session of another version that cannot be read begins anew.
 */
final class SessionJson {
  private SessionJson() {}

  static JsonObject write(Session session) {
    JsonObject json =
        new JsonObject()
            .put("stage", session.stage().name())
            .put("flow", session.flow())
            .put("model", session.model())
            .put("started", session.started())
            .put("inputs", new JsonObject(new LinkedHashMap<>(session.inputs())));
    session.menu().ifPresent(menu -> json.put("menu", menu));
    session
        .saved()
        .ifPresent(
            order ->
                json.put(
                    "saved",
                    new JsonObject()
                        .put("model", order.model())
                        .put("inputs", new JsonObject(new LinkedHashMap<>(order.inputs())))));
    return json;
  }

  static Session read(JsonObject json, long freshFlow) {
    try {
      return new Session(
          Session.Stage.valueOf(json.getString("stage")),
          json.getLong("flow"),
          json.getString("model"),
          json.getJsonObject("inputs").getMap(),
          Optional.ofNullable(json.getString("menu")),
          json.getLong("started", 0L),
          Optional.ofNullable(json.getJsonObject("saved"))
              .map(
                  order ->
                      new Session.Prepared(
                          order.getString("model"), order.getJsonObject("inputs").getMap())));
    } catch (IllegalArgumentException | NullPointerException | ClassCastException e) {
      return Session.fresh(freshFlow);
    }
  }
}

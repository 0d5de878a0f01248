package trt.playground.telegram;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Finds buttons of a message. */
final class Buttons {
  private Buttons() {}

  /** The first inline button whose label contains this. */
  static Optional<JsonObject> find(JsonObject message, String label) {
    JsonArray rows =
        message
            .getJsonObject("reply_markup", new JsonObject())
            .getJsonArray("inline_keyboard", new JsonArray());
    return rows.stream()
        .flatMap(row -> ((JsonArray) row).stream())
        .map(JsonObject.class::cast)
        .filter(button -> button.getString("text").contains(label))
        .findFirst();
  }
}

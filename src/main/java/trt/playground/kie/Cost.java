package trt.playground.kie;

import io.vertx.core.json.JsonObject;
import trt.playground.kie.Published.Entry;

/** What a task takes from the account: roughly KIE's price, good enough to run an account dry. */
final class Cost {
  private static final int UNKNOWN_SECONDS = 8;

  private Cost() {}

  static double of(Entry model, JsonObject input) {
    for (Object line : model.prices()) {
      JsonObject price = (JsonObject) line;
      if (price.containsKey("surcharge") || !matches(price, input)) {
        continue;
      }
      double units = price.getString("per").equals("SECOND") ? seconds(input) : 1;
      return price.getDouble("credits") * units;
    }
    return 1;
  }

  private static boolean matches(JsonObject price, JsonObject input) {
    return price.getJsonObject("when", new JsonObject()).stream()
        .filter(condition -> !condition.getKey().startsWith("@"))
        .allMatch(c -> String.valueOf(input.getValue(c.getKey())).equals(c.getValue().toString()));
  }

  private static double seconds(JsonObject input) {
    Object duration = input.getValue("duration", input.getValue("duration_seconds"));
    try {
      return duration == null ? UNKNOWN_SECONDS : Double.parseDouble(duration.toString());
    } catch (NumberFormatException e) {
      return UNKNOWN_SECONDS;
    }
  }
}

package trt;

import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import trt.playground.telegram.EmulatedUser;

/** The way to a picture made from words, in English. */
final class Orders {
  private Orders() {}

  /** Up to the price, which is shown now. */
  static void prepares(EmulatedUser user, String prompt) {
    JsonObject begun = get(user.sends("/start"));
    get(user.taps("🎨 Make a picture"));
    get(user.taps("Z-Image"));
    get(user.taps("16:9"));
    // A text that overtakes the press would be taken for the answer to the question before.
    get(user.waitsFor("the question", m -> isAfter(m, begun) && says(m, "Describe what you want")));
    get(user.sends(prompt));
    get(user.waitsFor("the price", m -> isAfter(m, begun) && says(m, prompt)));
  }

  /** And starts it. */
  static void confirms(EmulatedUser user, String prompt) {
    prepares(user, prompt);
    get(user.taps("✅ Confirm"));
  }

  private static boolean isAfter(JsonObject message, JsonObject other) {
    return message.getInteger("message_id") > other.getInteger("message_id");
  }

  private static boolean says(JsonObject message, String words) {
    return message.getString("text", "").contains(words);
  }
}

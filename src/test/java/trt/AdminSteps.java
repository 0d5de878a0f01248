package trt;

import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import trt.playground.telegram.EmulatedUser;

/** What operators do again and again. */
final class AdminSteps {
  private AdminSteps() {}

  /** Opens a person's card, presses a button there, and writes the answers. */
  static JsonObject prepare(EmulatedUser operator, long person, String button, String... answers) {
    get(operator.sends("/admin " + person));
    get(operator.waitsFor("the card", message -> shows(message, "id " + person)));
    get(operator.taps(button));
    return answered(operator, answers);
  }

  /** Writes the answers until it is asked whether it shall be done. */
  static JsonObject answered(EmulatedUser operator, String... answers) {
    for (String answer : answers) {
      get(operator.sends(answer));
    }
    String last = answers[answers.length - 1];
    return get(
        operator.waitsFor(
            "the confirmation",
            message -> shows(message, "Shall it be done?") && shows(message, last)));
  }

  /** The data of a button under a message. */
  static String data(JsonObject message, String label) {
    for (Object row : message.getJsonObject("reply_markup").getJsonArray("inline_keyboard")) {
      for (Object button : (JsonArray) row) {
        JsonObject one = (JsonObject) button;
        if (one.getString("text").equals(label)) {
          return one.getString("callback_data");
        }
      }
    }
    throw new AssertionError("no button " + label + " under " + message);
  }

  private static boolean shows(JsonObject message, String text) {
    return message.getString("text", "").contains(text);
  }
}

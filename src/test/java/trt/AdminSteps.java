package trt;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import trt.playground.telegram.EmulatedUser;

/** What operators do again and again. */
final class AdminSteps {
  private AdminSteps() {}

  /** Opens a person's card, presses a button there, and writes the answers. */
  static JsonObject prepare(EmulatedUser operator, long person, String button, String... answers) {
    JsonObject card = answer(operator, "/admin " + person, "id " + person);
    get(operator.taps(button));
    get(
        operator.waitsFor(
            "the question",
            message ->
                id(message) == id(card)
                    && !message.getString("text", "").equals(card.getString("text"))));
    return answered(operator, answers);
  }

  /** Writes the answers until it is asked whether it shall be done. */
  static JsonObject answered(EmulatedUser operator, String... answers) {
    for (int i = 0; i < answers.length - 1; i++) {
      answer(operator, answers[i], "");
    }
    String last = answers[answers.length - 1];
    JsonObject confirm = answer(operator, last, "Shall it be done?");
    assertTrue(shows(confirm, last), confirm::encode);
    return confirm;
  }

  /** Updates may overtake each other on their way: each is sent when the one before is answered. */
  private static JsonObject answer(EmulatedUser operator, String words, String text) {
    int before = get(operator.chat()).stream().mapToInt(AdminSteps::id).max().orElse(0);
    get(operator.sends(words));
    return get(
        operator.waitsFor(
            "an answer to " + words, message -> id(message) > before && shows(message, text)));
  }

  private static int id(JsonObject message) {
    return message.getInteger("message_id");
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

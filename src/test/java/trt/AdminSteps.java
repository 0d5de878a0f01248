package trt;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import trt.playground.telegram.EmulatedUser;

/** What operators do again and again. */
final class AdminSteps {
  private AdminSteps() {}

  /** Opens a person's card, presses a button there, and writes the answers. */
  static JsonObject prepare(EmulatedUser operator, long person, String button, String... answers) {
    tapped(operator, answer(operator, "/admin " + person, "id " + person), button);
    return answered(operator, answers);
  }

  /** Writes, then presses one button after another, each when the answer before it is there. */
  static JsonObject follow(EmulatedUser user, String words, String... buttons) {
    // Something else may come first, such as the report of a broadcast.
    JsonObject menu = answer(user, words, message -> message.containsKey("reply_markup"));
    for (String button : buttons) {
      menu = tapped(user, menu, button);
    }
    return menu;
  }

  private static JsonObject tapped(EmulatedUser user, JsonObject menu, String button) {
    get(user.tapsData(id(menu), data(menu, button)));
    return get(
        user.waitsFor(
            "an answer to " + button,
            message ->
                id(message) == id(menu)
                    && !message.getString("text", "").equals(menu.getString("text"))));
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
  static JsonObject answer(EmulatedUser operator, String words, String text) {
    return answer(operator, words, message -> shows(message, text));
  }

  private static JsonObject answer(
      EmulatedUser operator, String words, Predicate<JsonObject> fits) {
    int before = get(operator.chat()).stream().mapToInt(AdminSteps::id).max().orElse(0);
    get(operator.sends(words));
    return get(
        operator.waitsFor(
            "an answer to " + words, message -> id(message) > before && fits.test(message)));
  }

  private static int id(JsonObject message) {
    return message.getInteger("message_id");
  }

  /** The data of a button under a message, by the end or else by a part of its label. */
  static String data(JsonObject message, String label) {
    List<JsonObject> all = new ArrayList<>();
    for (Object row : message.getJsonObject("reply_markup").getJsonArray("inline_keyboard")) {
      ((JsonArray) row).forEach(button -> all.add((JsonObject) button));
    }
    return all.stream()
        .filter(button -> button.getString("text").endsWith(label))
        .findFirst()
        .or(() -> all.stream().filter(b -> b.getString("text").contains(label)).findFirst())
        .orElseThrow(() -> new AssertionError("no button " + label + " under " + message))
        .getString("callback_data");
  }

  private static boolean shows(JsonObject message, String text) {
    return message.getString("text", "").contains(text);
  }
}

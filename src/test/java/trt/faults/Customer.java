package trt.faults;

import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import trt.playground.telegram.EmulatedUser;

/**
 * Somebody who orders pictures, one after the other, and waits for each. Takes one step when asked
 * to, if the chat shows what the step needs.
 */
final class Customer {
  private static final int BOT_HAS_ANSWERED_ENOUGH = 60;

  private final EmulatedUser user;
  private final String model;
  private final String prompt;
  private final int wanted;
  private final boolean pressesTwice;
  private int step;
  private int orders;
  private int lastPressed;

  Customer(EmulatedUser user, Random random, int wanted, String wish) {
    this.user = user;
    this.model = random.nextBoolean() ? "Nano Banana" : "Z-Image";
    this.wanted = wanted;
    this.pressesTwice = random.nextInt(4) == 0;
    this.prompt = "a red fox in the snow, number " + user.id() + " " + wish;
  }

  long chat() {
    return user.id();
  }

  /** Has as many pictures, or the word that there will be none, as orders were wanted. */
  boolean isContent() {
    return orders == wanted && ended(messages()) >= wanted;
  }

  /** Where they are, for the report of one who was left waiting. */
  String where() {
    return "%d waits at step %d of order %d (%s)".formatted(chat(), step, orders + 1, model);
  }

  /** Pictures in the chat. */
  int pictures() {
    return (int) messages().stream().filter(m -> m.containsKey("photo")).count();
  }

  /** True if something was done. */
  boolean goOn() {
    List<JsonObject> chat = step == 0 ? List.of() : messages();
    return switch (step) {
      case 0 -> says("/start");
      case 1 -> presses(chat, "Make a picture", 1);
      case 2 -> presses(chat, model, 1);
      case 3 -> presses(chat, "16:9", 1);
      case 4 -> shows(chat, "Describe what") && says(prompt);
      case 5 -> presses(chat, "Confirm", pressesTwice ? 2 : 1) && ordered();
      case 6 -> orders < wanted && ended(chat) == orders && presses(chat, "Again", 1) && again();
      default -> false;
    };
  }

  private boolean ordered() {
    orders++;
    return true;
  }

  private boolean again() {
    step = 5;
    return true;
  }

  private boolean says(String text) {
    get(user.sends(text));
    step++;
    return true;
  }

  private boolean presses(List<JsonObject> chat, String label, int times) {
    Optional<JsonObject> message =
        chat.stream()
            .filter(m -> data(m, label).isPresent())
            .reduce((older, newer) -> newer)
            .filter(m -> !label.equals("Confirm") || orders == 0 || number(m) > lastPressed);
    if (message.isEmpty()) {
      return false;
    }
    lastPressed = number(message.get());
    for (int time = 0; time < times; time++) {
      get(user.tapsData(lastPressed, data(message.get(), label).orElseThrow()));
    }
    step++;
    return true;
  }

  private List<JsonObject> messages() {
    List<JsonObject> chat = get(user.chat());
    return chat.size() > BOT_HAS_ANSWERED_ENOUGH
        ? chat.subList(chat.size() - BOT_HAS_ANSWERED_ENOUGH, chat.size())
        : chat;
  }

  private static int ended(List<JsonObject> chat) {
    return (int)
        chat.stream()
            .filter(m -> m.containsKey("photo") || data(m, "Change the prompt").isPresent())
            .count();
  }

  private static boolean shows(List<JsonObject> chat, String text) {
    return chat.stream().anyMatch(m -> m.getString("text", "").contains(text));
  }

  private static int number(JsonObject message) {
    return message.getInteger("message_id");
  }

  private static Optional<String> data(JsonObject message, String label) {
    return message
        .getJsonObject("reply_markup", new JsonObject())
        .getJsonArray("inline_keyboard", new JsonArray())
        .stream()
        .flatMap(row -> ((JsonArray) row).stream())
        .map(JsonObject.class::cast)
        .filter(button -> button.getString("text").contains(label))
        .map(button -> button.getString("callback_data"))
        .findFirst();
  }
}

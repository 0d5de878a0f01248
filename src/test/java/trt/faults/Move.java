package trt.faults;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/**
 * One thing a guest does, and by what the answer to it is known.
 *
 * @param how what is done
 * @param what the words, or a part of the label of the button
 * @param answer fits the message that answers; messages that were there before it do not count
 */
record Move(How how, String what, Predicate<JsonObject> answer) {
  /** Ways to say something to a bot. */
  enum How {
    SAYS,
    PRESSES,
    SENDS_PHOTO,
    /** A press that starts a job: its end is waited for. */
    ORDERS,
    PAYS
  }

  private static final String MAKE = "Make a picture";
  private static final String CONFIRM = "Confirm";

  /** A way through the bot. */
  record Script(int weight, List<Move> moves) {}

  private static Move says(String words, String answer) {
    return new Move(How.SAYS, words, message -> text(message).contains(answer));
  }

  private static Move presses(String label, Predicate<JsonObject> answer) {
    return new Move(How.PRESSES, label, answer);
  }

  private static Move orders() {
    return new Move(How.ORDERS, CONFIRM, Move::isEnd);
  }

  private static final List<Script> VISITS =
      List.of(
          new Script(4, List.of(says("/start", "Balance"))),
          new Script(4, List.of(says("/balance", "Your balance"))),
          new Script(3, List.of(says("/history", "My results"))),
          new Script(2, List.of(says("/help", "How it works"))),
          new Script(1, List.of(says("/terms", "Terms"))),
          new Script(1, List.of(says("/nonsense", "I do not know this command"))),
          new Script(
              5,
              List.of(
                  says("/start", "Balance"),
                  presses(MAKE, m -> has(m, "Z-Image")),
                  presses("Nano Banana", m -> has(m, "1:1")),
                  says("/cancel", "Cancelled"))),
          new Script(
              3,
              List.of(
                  says("/start", "Balance"),
                  presses(MAKE, m -> has(m, "Z-Image")),
                  presses("Menu", m -> has(m, MAKE)))),
          new Script(1, List.of(says("/topup 50", ""), new Move(How.PAYS, "", m -> isPaid(m)))));

  /** The ways that end with a job; {@code PROMPT} stands for words of one's own. */
  private static final List<Script> ORDERS =
      List.of(
          new Script(6, picture("Z-Image", "16:9", "PROMPT")),
          new Script(5, picture("Nano Banana", "1:1", "PROMPT")),
          new Script(4, List.of(says("PROMPT", "Price"), orders())),
          new Script(1, picture("Z-Image", "16:9", "PROMPT [fail]")),
          new Script(1, picture("Nano Banana", "1:1", "PROMPT [refuse]")),
          new Script(
              2,
              List.of(
                  new Move(How.SENDS_PHOTO, "", m -> has(m, "Remove the background")),
                  presses("Remove the background", m -> has(m, CONFIRM)),
                  orders())));

  private static List<Move> picture(String model, String shape, String prompt) {
    return List.of(
        says("/start", "Balance"),
        presses(MAKE, m -> has(m, model)),
        presses(model, m -> has(m, shape)),
        presses(shape, m -> text(m).contains("Describe what")),
        says(prompt, "Price"),
        orders());
  }

  /**
   * What somebody does next.
   *
   * @param ordering the chance that it is an order
   * @param prompt of the order
   */
  static List<Move> next(Random random, double ordering, String prompt) {
    List<Script> scripts = random.nextDouble() < ordering ? ORDERS : VISITS;
    int at = random.nextInt(scripts.stream().mapToInt(Script::weight).sum());
    for (Script script : scripts) {
      at -= script.weight();
      if (at < 0) {
        return script.moves().stream().map(move -> move.with(prompt)).toList();
      }
    }
    throw new IllegalStateException("weights");
  }

  private Move with(String prompt) {
    return new Move(how, what.replace("PROMPT", prompt), answer);
  }

  /** How many updates it makes. */
  int updates() {
    return how == How.PAYS ? 2 : 1;
  }

  /** The data of the button with this label, if the message has it. */
  static Optional<String> button(JsonObject message, String label) {
    List<JsonObject> buttons = new ArrayList<>();
    JsonObject markup = message.getJsonObject("reply_markup", new JsonObject());
    for (Object row : markup.getJsonArray("inline_keyboard", new JsonArray())) {
      ((JsonArray) row).forEach(button -> buttons.add((JsonObject) button));
    }
    return buttons.stream()
        .filter(button -> button.getString("text").contains(label))
        .filter(button -> button.containsKey("callback_data"))
        .map(button -> button.getString("callback_data"))
        .findFirst();
  }

  static boolean has(JsonObject message, String label) {
    return button(message, label).isPresent();
  }

  static String text(JsonObject message) {
    return message.getString("text", message.getString("caption", ""));
  }

  /** A result, or the word that there will be none. */
  private static boolean isEnd(JsonObject message) {
    return isResult(message) || has(message, "Change the prompt") || isBack(message);
  }

  static boolean isResult(JsonObject message) {
    return message.containsKey("photo") || message.containsKey("document");
  }

  private static boolean isBack(JsonObject message) {
    String text = text(message);
    return text.contains("is back on your balance") || text.contains("free picture is back");
  }

  private static boolean isPaid(JsonObject message) {
    return text(message).contains("Paid: ");
  }
}

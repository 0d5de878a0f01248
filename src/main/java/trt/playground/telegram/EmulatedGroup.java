package trt.playground.telegram;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import trt.playground.telegram.state.Person;
import trt.playground.telegram.user.UserActions;

/** A group with the bot in it, seen from a test. Nothing blocks. */
public final class EmulatedGroup {
  private final TelegramEmulator emulator;
  private final EmulatedUser chat;

  EmulatedGroup(TelegramEmulator emulator, EmulatedUser chat) {
    this.emulator = emulator;
    this.chat = chat;
  }

  /** Somebody writes. */
  public Future<JsonObject> says(EmulatedUser user, String text) {
    return says(user, text, new JsonObject());
  }

  /** Somebody answers a message of the group. */
  public Future<JsonObject> replies(EmulatedUser user, JsonObject original, String text) {
    JsonObject quoted = original.copy();
    quoted.remove("reply_to_message");
    return says(user, text, new JsonObject().put("reply_to_message", quoted));
  }

  /** Somebody writes a message with more fields, such as its topic. */
  public Future<JsonObject> says(EmulatedUser user, String text, JsonObject more) {
    return together(
        user, (group, person) -> Future.succeededFuture(actions().says(group, person, text, more)));
  }

  /** Somebody takes the bot in. */
  public Future<Void> takesIn(EmulatedUser user) {
    return together(
        user,
        (group, person) -> {
          actions().takesIn(group, person);
          return Future.succeededFuture();
        });
  }

  /** Somebody presses the newest button whose label contains this. */
  public Future<EmulatedUser.Tap> taps(EmulatedUser user, String label) {
    return waitsForButton(label)
        .compose(
            message ->
                tapsData(
                    user,
                    message.getInteger("message_id"),
                    Buttons.find(message, label).orElseThrow().getString("callback_data", "")));
  }

  /** Somebody presses a button with this data under a message. */
  public Future<EmulatedUser.Tap> tapsData(EmulatedUser user, int messageId, String data) {
    return together(
        user,
        (group, person) -> {
          String query = actions().taps(group, person, messageId, data);
          return Future.succeededFuture(new EmulatedUser.Tap(query, actions().answerTo(query)));
        });
  }

  /** Waits until a message of the bot contains the text; completes with the newest such message. */
  public Future<JsonObject> sees(String text) {
    return chat.sees(text);
  }

  /** Waits until the bot has sent a photo; completes with the newest. */
  public Future<JsonObject> seesPhoto() {
    return chat.seesPhoto();
  }

  /** Waits for a button whose label contains this; completes with its message. */
  public Future<JsonObject> waitsForButton(String label) {
    return chat.waitsFor(
        "a button \"" + label + "\"", message -> Buttons.find(message, label).isPresent());
  }

  /** All messages, oldest first. */
  public Future<List<JsonObject>> messages() {
    return chat.chat();
  }

  private UserActions actions() {
    return emulator.running().actions();
  }

  private <T> Future<T> together(
      EmulatedUser user, java.util.function.BiFunction<Person, Person, Future<T>> action) {
    return chat.act(group -> user.act(person -> action.apply(group, person)));
  }
}

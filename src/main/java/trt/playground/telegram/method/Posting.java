package trt.playground.telegram.method;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import trt.playground.telegram.state.Person;
import trt.playground.telegram.state.World;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;

/** Puts a message of the bot into a chat; common to everything that sends. */
final class Posting {
  private final World world;

  Posting(World world) {
    this.world = world;
  }

  /**
   * Posts the content with the call's reply and keyboard.
   *
   * @return the message, as the Bot API shows it
   * @throws ApiError if the chat cannot be written to, or the reply or keyboard is wrong
   */
  JsonObject post(ApiCall call, JsonObject content) {
    Person person = world.people().reachable(call.chatId());
    JsonObject whole = content.copy();
    repliedTo(call).ifPresent(original -> whole.put("reply_to_message", original));
    call.object("reply_markup").ifPresent(markup -> keyboard(person, markup, whole));
    if (call.has("message_thread_id")) {
      whole.put("message_thread_id", call.params().getLong("message_thread_id"));
      whole.put("is_topic_message", true);
    }
    if (call.flag("protect_content")) {
      whole.put("has_protected_content", true);
    }
    return world.chats().add(person, world.bot().user(), whole);
  }

  private Optional<JsonObject> repliedTo(ApiCall call) {
    Optional<JsonObject> wanted = call.object("reply_parameters");
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    JsonObject reply = wanted.get();
    Optional<JsonObject> original =
        world.chats().find(call.chatId(), reply.getLong("message_id").intValue());
    if (original.isEmpty() && !reply.getBoolean("allow_sending_without_reply", false)) {
      throw ApiError.badRequest("message to be replied not found");
    }
    original.ifPresent(message -> message.remove("reply_to_message"));
    return original;
  }

  private void keyboard(Person person, JsonObject markup, JsonObject message) {
    if (markup.containsKey("inline_keyboard")) {
      Keyboards.checked(markup).ifPresent(inline -> message.put("reply_markup", inline));
    } else if (markup.containsKey("keyboard")) {
      world.people().showKeyboard(person, markup);
    } else if (markup.containsKey("remove_keyboard")) {
      world.people().showKeyboard(person, new JsonObject());
    }
  }
}

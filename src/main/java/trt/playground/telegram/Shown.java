package trt.playground.telegram;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import trt.playground.telegram.state.World;

/** What a user can read in a chat. */
final class Shown {
  private Shown() {}

  /** The text or caption. */
  static String text(JsonObject message) {
    return message.getString("text", message.getString("caption", ""));
  }

  /** The newest message of the bot that fits. */
  static Optional<JsonObject> newest(World world, long chatId, Predicate<JsonObject> fits) {
    List<JsonObject> messages = world.chats().all(chatId);
    for (int i = messages.size() - 1; i >= 0; i--) {
      JsonObject message = messages.get(i);
      if (message.getJsonObject("from").getBoolean("is_bot") && fits.test(message)) {
        return Optional.of(message);
      }
    }
    return Optional.empty();
  }

  /** All texts, for the report of a test that waited in vain. */
  static List<String> all(World world, long chatId) {
    return world.chats().all(chatId).stream().map(Shown::text).toList();
  }
}

package trt.routing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import trt.domain.dialogue.Action;
import trt.domain.dialogue.Input;
import trt.domain.inbox.Crowd;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.UpdateKind;

/**
 * Frees an update from Telegram's wire format. Empty for updates that deliberately get no answer:
 * kinds without a meaning here, edited messages, messages of bots, service messages.
 */
final class UpdateReader {
  /** Fields that make a message something a person sent on purpose (Bot API, Message). */
  private static final List<String> CONTENT =
      List.of(
          "photo",
          "document",
          "video",
          "audio",
          "voice",
          "animation",
          "video_note",
          "sticker",
          "location",
          "venue",
          "contact",
          "poll",
          "dice",
          "story",
          "game",
          "checklist",
          "paid_media",
          "rich_message");

  private UpdateReader() {}

  static Optional<Received> read(PendingUpdate update) {
    JsonObject json = new JsonObject(Buffer.buffer(update.payload()));
    return switch (UpdateKind.of(update.kind())) {
      case MESSAGE -> message(update, json.getJsonObject("message"));
      case CALLBACK_QUERY -> callback(update, json.getJsonObject("callback_query"));
      case OTHER, PRE_CHECKOUT_QUERY, INLINE_QUERY, MY_CHAT_MEMBER, EDITED_MESSAGE ->
          Optional.empty();
    };
  }

  /** As {@link #read}, and empty for what cannot be read. */
  static Optional<Received> readable(PendingUpdate update) {
    try {
      return read(update);
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /** What it is to somebody who has to decide whether it may be passed over. Never throws. */
  static Crowd.Nature nature(PendingUpdate update) {
    try {
      if (isPayment(update)) {
        return Crowd.Nature.PAYMENT;
      }
      return read(update)
          .map(one -> one.callbackQueryId().isPresent() ? Crowd.Nature.PRESS : Crowd.Nature.WORDS)
          .orElse(Crowd.Nature.SILENT);
    } catch (RuntimeException unreadable) {
      // Its chat would be told of the failure.
      return Crowd.Nature.WORDS;
    }
  }

  private static boolean isPayment(PendingUpdate update) {
    UpdateKind kind = UpdateKind.of(update.kind());
    return kind == UpdateKind.PRE_CHECKOUT_QUERY
        || (kind == UpdateKind.MESSAGE
            && new JsonObject(Buffer.buffer(update.payload())).getValue("message")
                instanceof JsonObject message
            && PaymentReader.isPayment(message));
  }

  /** Whether it says that money has moved already. Never throws. */
  static boolean isMoney(PendingUpdate update) {
    return UpdateKind.of(update.kind()) == UpdateKind.MESSAGE
        && nature(update) == Crowd.Nature.PAYMENT;
  }

  private static Optional<Received> message(PendingUpdate update, @Nullable JsonObject message) {
    if (message == null) {
      return Optional.empty();
    }
    if (PaymentReader.isPayment(message)) {
      return Optional.of(PaymentReader.read(update, message));
    }
    JsonObject from = message.getJsonObject("from");
    JsonObject chat = message.getJsonObject("chat");
    if (from == null || chat == null || from.getBoolean("is_bot", false)) {
      return Optional.empty();
    }
    return input(message)
        .map(
            input ->
                new Received(
                    update,
                    chat.getLong("id"),
                    person(from),
                    from.getString("language_code", ""),
                    Optional.empty(),
                    input));
  }

  private static Optional<Input> input(JsonObject message) {
    String text = message.getString("text");
    if (text != null) {
      return Optional.of(text.startsWith("/") ? command(text) : new Input.Words(text));
    }
    return MediaReader.read(message)
        .or(
            () ->
                CONTENT.stream()
                    .filter(message::containsKey)
                    .findFirst()
                    .map(Input.Unsupported::new));
  }

  /** {@code /name@bot argument}. */
  private static Input command(String text) {
    String[] words = text.substring(1).split("\\s+", 2);
    String name = words[0].split("@", 2)[0].toLowerCase(Locale.ROOT);
    return new Input.Command(name, words.length > 1 ? words[1].strip() : "");
  }

  private static Optional<Received> callback(PendingUpdate update, @Nullable JsonObject query) {
    if (query == null || query.getJsonObject("from") == null) {
      return Optional.empty();
    }
    JsonObject from = query.getJsonObject("from");
    JsonObject message = query.getJsonObject("message", new JsonObject());
    JsonObject chat = message.getJsonObject("chat", new JsonObject());
    // A button needs the text it sits under to be edited; media and vanished messages are left
    // alone.
    boolean editable = message.containsKey("text");
    Action action = Action.decode(query.getString("data", ""));
    Input press =
        new Input.Press(
            action, message.getLong("message_id", 0L), !editable || isUnderResult(action));
    return Optional.of(
        new Received(
            update,
            chat.getLong("id", from.getLong("id")),
            person(from),
            from.getString("language_code", ""),
            Optional.of(query.getString("id", "")),
            press));
  }

  /** A paid text or link, or the word that the money is back, must not be edited into a menu. */
  private static boolean isUnderResult(Action action) {
    return action.verb().equals("again")
        || action.verb().equals("edit")
        || action.arg(0).equals("new");
  }

  static Received.Person person(JsonObject from) {
    return new Received.Person(
        from.getLong("id"), from.getString("first_name", ""), from.getString("username", ""));
  }
}

package trt.routing;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import trt.domain.dialogue.Input;
import trt.domain.inbox.ChatKeys;
import trt.domain.inbox.Crowd;
import trt.domain.inbox.Myself;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.UpdateKind;

/** Frees an update from Telegram's wire format and says what it is to the bot. */
final class UpdateReader {
  private static final Set<String> ABSENT = Set.of("left", "kicked");
  private static final Set<String> PRESENT = Set.of("member", "administrator", "restricted");

  private final MessageReader messages;

  UpdateReader(Myself me) {
    this.messages = new MessageReader(me);
  }

  /**
   * What the update is.
   *
   * @throws RuntimeException when it is not what the Bot API describes
   */
  Reading look(PendingUpdate update) {
    JsonObject json = new JsonObject(Buffer.buffer(update.payload()));
    return switch (UpdateKind.of(update.kind())) {
      case MESSAGE -> messages.read(update, Wire.object(json, "message"));
      case CALLBACK_QUERY -> PressReader.read(update, Wire.object(json, "callback_query"));
      case EDITED_MESSAGE -> messages.edited(update, Wire.object(json, "edited_message"));
      case INLINE_QUERY -> inline(update, Wire.object(json, "inline_query"));
      case MY_CHAT_MEMBER -> membership(update, Wire.object(json, "my_chat_member"));
      case OTHER -> other(update, json);
      case OWN -> heard(update, json);
      case PRE_CHECKOUT_QUERY -> new Reading.Nothing(NoAnswer.NO_MEANING);
    };
  }

  /** What the dialogue answers; empty for the rest. Throws as {@link #look}. */
  Optional<Received> read(PendingUpdate update) {
    return look(update) instanceof Reading.Wanted wanted
        ? Optional.of(wanted.received())
        : Optional.empty();
  }

  /** As {@link #read}, and empty for what cannot be read. */
  Optional<Received> readable(PendingUpdate update) {
    try {
      return read(update);
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * What is answered without a dialogue; empty for the rest. Never throws, and reads no message of
   * a private chat: there is none among them.
   */
  Optional<Reading.Aside> aside(PendingUpdate update) {
    UpdateKind kind = UpdateKind.of(update.kind());
    boolean group = update.chatKey() < 0 && update.chatKey() >= ChatKeys.CHECKOUTS_BELOW;
    boolean possible =
        switch (kind) {
          case INLINE_QUERY, MY_CHAT_MEMBER, OTHER -> true;
          case MESSAGE, CALLBACK_QUERY -> group;
          case EDITED_MESSAGE, PRE_CHECKOUT_QUERY, OWN -> false;
        };
    try {
      return possible && look(update) instanceof Reading.Aside aside
          ? Optional.of(aside)
          : Optional.empty();
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /** What it is to somebody who has to decide whether it may be passed over. Never throws. */
  Crowd.Nature nature(PendingUpdate update) {
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
  boolean isMoney(PendingUpdate update) {
    return UpdateKind.of(update.kind()) == UpdateKind.MESSAGE
        && nature(update) == Crowd.Nature.PAYMENT;
  }

  private static Reading inline(PendingUpdate update, JsonObject query) {
    JsonObject from = Wire.object(query, "from");
    return from.getValue("id") == null
        ? new Reading.Nothing(NoAnswer.NO_SENDER)
        : new Reading.Inline(
            update,
            Wire.text(query, "id"),
            from.getLong("id"),
            Wire.text(from, "language_code"),
            Wire.text(query, "offset"));
  }

  private static Reading membership(PendingUpdate update, JsonObject change) {
    JsonObject chat = Wire.object(change, "chat");
    boolean added =
        ABSENT.contains(Wire.text(Wire.object(change, "old_chat_member"), "status"))
            && PRESENT.contains(Wire.text(Wire.object(change, "new_chat_member"), "status"));
    return added && MessageReader.isGroup(chat)
        ? new Reading.Added(
            update, chat.getLong("id"), Wire.text(Wire.object(change, "from"), "language_code"))
        : new Reading.Nothing(NoAnswer.MEMBERSHIP);
  }

  /** What a job of a private chat has brought; its words are looked up. */
  private static Reading heard(PendingUpdate update, JsonObject json) {
    long person = json.getLong("user");
    return new Reading.Wanted(
        new Received(
            update,
            json.getLong("chat"),
            new Received.Person(person, "", ""),
            json.getString("lang", ""),
            Optional.empty(),
            new Input.Heard(json.getLong("job"))));
  }

  private static Reading other(PendingUpdate update, JsonObject json) {
    JsonObject shipping = Wire.object(json, "shipping_query");
    return Wire.text(shipping, "id").isEmpty()
        ? new Reading.Nothing(NoAnswer.NO_MEANING)
        : new Reading.Shipping(
            update,
            Wire.text(shipping, "id"),
            Wire.text(Wire.object(shipping, "from"), "language_code"));
  }
}

package trt.routing;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import trt.domain.dialogue.Action;
import trt.domain.dialogue.Input;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.Place;
import trt.text.Addressing;

/** Reads pressed buttons; in a group also whose they are. */
final class PressReader {
  private static final Set<String> UNDER_RESULTS =
      Set.of("again", "edit", "var", "set", "once", "use", "fav", "del", "vw", "vb");

  private PressReader() {}

  static Reading read(PendingUpdate update, JsonObject query) {
    JsonObject from = Wire.object(query, "from");
    if (from.getValue("id") == null) {
      return new Reading.Nothing(NoAnswer.NO_SENDER);
    }
    JsonObject message = Wire.object(query, "message");
    JsonObject chat = Wire.object(message, "chat");
    String data = Wire.text(query, "data");
    long presser = from.getLong("id");
    boolean group = MessageReader.isGroup(chat);
    Place place =
        group
            ? new Place(true, MessageReader.thread(message), replyTo(message, presser), presser)
            : new Place(false, MessageReader.thread(message), 0, 0);
    Received received =
        new Received(
            update,
            chat.getLong("id", presser),
            Wire.person(from),
            Wire.text(from, "language_code"),
            Optional.of(Wire.text(query, "id")),
            press(message, data),
            place);
    if (!group) {
      return new Reading.Wanted(received);
    }
    long owner = Addressing.owner(data).orElseGet(() -> answered(message));
    return owner == presser ? new Reading.Wanted(received) : new Reading.Foreign(received, owner);
  }

  private static Input press(JsonObject message, String data) {
    // A button needs the text it sits under to be edited; media and vanished messages are left
    // alone.
    boolean editable = message.containsKey("text");
    Action action = Action.decode(Addressing.data(data));
    return new Input.Press(
        action, message.getLong("message_id", 0L), !editable || isUnderResult(action));
  }

  /** A paid text or link, or the word that the money is back, must not be edited into a menu. */
  private static boolean isUnderResult(Action action) {
    return UNDER_RESULTS.contains(action.verb()) || action.arg(0).equals("new");
  }

  /** Whom the message with the buttons answers, 0 when nobody can tell. */
  private static long answered(JsonObject message) {
    JsonObject author = Wire.object(Wire.object(message, "reply_to_message"), "from");
    return Wire.flag(author, "is_bot") ? 0 : author.getLong("id", 0L);
  }

  /** What the person wrote, and else what they have pressed. */
  private static long replyTo(JsonObject message, long presser) {
    JsonObject original = Wire.object(message, "reply_to_message");
    return answered(message) == presser
        ? original.getLong("message_id", 0L)
        : message.getLong("message_id", 0L);
  }
}

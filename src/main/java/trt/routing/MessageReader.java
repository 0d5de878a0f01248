package trt.routing;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import trt.domain.dialogue.GroupManners;
import trt.domain.dialogue.Input;
import trt.domain.inbox.Myself;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.Place;

/**
 * Reads messages. In a group only what is meant for the bot counts: commands, its name, replies to
 * what it said.
 */
final class MessageReader {
  /** What Telegram itself says in a chat (Bot API, Message): nobody waits for an answer to it. */
  private static final Set<String> SERVICE =
      Set.of(
          "new_chat_members",
          "left_chat_member",
          "new_chat_title",
          "new_chat_photo",
          "delete_chat_photo",
          "group_chat_created",
          "supergroup_chat_created",
          "channel_chat_created",
          "message_auto_delete_timer_changed",
          "migrate_to_chat_id",
          "migrate_from_chat_id",
          "pinned_message",
          "connected_website",
          "write_access_allowed",
          "proximity_alert_triggered",
          "boost_added",
          "chat_background_set",
          "checklist_tasks_done",
          "checklist_tasks_added",
          "direct_message_price_changed",
          "forum_topic_created",
          "forum_topic_edited",
          "forum_topic_closed",
          "forum_topic_reopened",
          "general_forum_topic_hidden",
          "general_forum_topic_unhidden",
          "giveaway_created",
          "giveaway_completed",
          "paid_message_price_changed",
          "suggested_post_approved",
          "suggested_post_approval_failed",
          "suggested_post_declined",
          "suggested_post_paid",
          "suggested_post_refunded",
          "video_chat_scheduled",
          "video_chat_started",
          "video_chat_ended",
          "video_chat_participants_invited",
          "chat_owner_left",
          "chat_owner_changed",
          "community_chat_added",
          "community_chat_removed",
          "managed_bot_created",
          "poll_option_added",
          "poll_option_deleted");

  private final Myself me;

  MessageReader(Myself me) {
    this.me = me;
  }

  Reading read(PendingUpdate update, JsonObject message) {
    JsonObject chat = Wire.object(message, "chat");
    if (chat.getValue("id") == null) {
      return new Reading.Nothing(NoAnswer.NO_SENDER);
    }
    if (PaymentReader.isPayment(message)) {
      return new Reading.Wanted(PaymentReader.read(update, message));
    }
    JsonObject from = Wire.object(message, "from");
    boolean group = isGroup(chat);
    if (message.fieldNames().stream().anyMatch(SERVICE::contains)) {
      return new Reading.Nothing(NoAnswer.SERVICE);
    }
    boolean anonymous = group && message.getValue("sender_chat") != null;
    if (from.isEmpty() && !anonymous) {
      return new Reading.Nothing(NoAnswer.NO_SENDER);
    }
    if (Wire.flag(from, "is_bot") && !anonymous) {
      return new Reading.Nothing(NoAnswer.BOT);
    }
    if (group && !isForMe(message)) {
      return new Reading.Nothing(NoAnswer.NOT_ADDRESSED);
    }
    Received received = received(update, message, chat, from, input(message, group));
    return anonymous ? new Reading.Anonymous(received) : new Reading.Wanted(received);
  }

  /** A text that was changed; what else can be edited has no meaning here. */
  Reading edited(PendingUpdate update, JsonObject message) {
    String text = message.getString("text", "");
    JsonObject from = Wire.object(message, "from");
    JsonObject chat = Wire.object(message, "chat");
    boolean person = chat.getValue("id") != null && !from.isEmpty() && !Wire.flag(from, "is_bot");
    boolean mine = person && !(isGroup(chat) && !isForMe(message));
    if (!mine || text.isEmpty() || text.startsWith("/")) {
      return new Reading.Nothing(NoAnswer.EDIT);
    }
    String said = isGroup(chat) ? me.withoutMention(text) : text;
    Input input = new Input.Edited(said, message.getLong("message_id", 0L));
    return new Reading.Wanted(received(update, message, chat, from, input));
  }

  private static Received received(
      PendingUpdate update, JsonObject message, JsonObject chat, JsonObject from, Input input) {
    long author = from.getLong("id", 0L);
    boolean group = isGroup(chat);
    Place place =
        new Place(
            group,
            thread(message),
            group ? message.getLong("message_id", 0L) : 0,
            group ? author : 0);
    return new Received(
        update,
        chat.getLong("id"),
        Wire.person(from),
        Wire.text(from, "language_code"),
        Optional.empty(),
        input,
        place);
  }

  /** Where others read along. Some kinds of chats do not say what they are. */
  static boolean isGroup(JsonObject chat) {
    String type = Wire.text(chat, "type");
    return type.endsWith("group") || (type.isEmpty() && chat.getLong("id", 0L) < 0);
  }

  /** The topic; a chain of replies has a number as well, but nobody can write there by it. */
  static long thread(JsonObject message) {
    return Wire.flag(message, "is_topic_message") ? message.getLong("message_thread_id", 0L) : 0;
  }

  private boolean isForMe(JsonObject message) {
    if (Wire.flag(message, "is_automatic_forward")) {
      return false;
    }
    String text = said(message);
    if (text.startsWith("/")) {
      String[] name = text.substring(1).split("\\s", 2)[0].split("@", 2);
      return name.length > 1
          ? me.isCalled(name[1])
          : GroupManners.knows(name[0].toLowerCase(Locale.ROOT)) || isReplyToMe(message);
    }
    return me.mentionedAt(text) >= 0 || isReplyToMe(message);
  }

  /** In a topic every message replies to the one that made the topic. */
  private boolean isReplyToMe(JsonObject message) {
    JsonObject original = Wire.object(message, "reply_to_message");
    return !original.containsKey("forum_topic_created")
        && Wire.object(original, "from").getLong("id", 0L) == me.id();
  }

  private Input input(JsonObject message, boolean group) {
    String text = message.getString("text");
    if (text != null) {
      String said = group ? me.withoutMention(text) : text;
      if (said.isEmpty()) {
        return new Input.Command("menu", "");
      }
      return text.startsWith("/")
          ? command(text)
          : new Input.Words(said, message.getLong("message_id", 0L));
    }
    return MediaReader.read(message)
        .orElseGet(
            () ->
                new Input.Unsupported(
                    message.fieldNames().stream().reduce((first, last) -> last).orElse("")));
  }

  /** {@code /name@bot argument}. */
  private static Input command(String text) {
    String[] words = text.substring(1).split("\\s+", 2);
    String name = words[0].split("@", 2)[0].toLowerCase(Locale.ROOT);
    return new Input.Command(name, words.length > 1 ? words[1].strip() : "");
  }

  private static String said(JsonObject message) {
    String text = Wire.text(message, "text");
    return text.isEmpty() ? Wire.text(message, "caption") : text;
  }
}

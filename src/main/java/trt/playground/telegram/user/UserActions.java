package trt.playground.telegram.user;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trt.playground.telegram.method.MediaContent;
import trt.playground.telegram.state.Callbacks.Question;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.state.Person;
import trt.playground.telegram.state.World;
import trt.playground.telegram.text.FormattedText;
import trt.playground.telegram.update.UpdateQueue;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.Upload;

/** What a user does; each becomes an update for the bot. Runs on the emulator's event loop. */
public final class UserActions {
  private static final int TEXT = 4096;
  private static final Duration CALLBACK_ANSWERABLE = Duration.ofSeconds(150);
  private static final Duration INLINE_ANSWERABLE = Duration.ofSeconds(30);

  private final World world;
  private final UpdateQueue updates;

  public UserActions(World world, UpdateQueue updates) {
    this.world = world;
    this.updates = updates;
  }

  /**
   * Writes a text, as a reply if a message is named.
   *
   * @return the message
   * @throws ApiError 400 if it is empty or over 4096 characters
   */
  public JsonObject says(Person person, String text, Optional<Integer> replyTo) {
    JsonObject content = written(text).into(new JsonObject(), "text", "entities");
    replyTo
        .flatMap(id -> world.chats().find(person.id(), id))
        .ifPresent(
            original -> {
              original.remove("reply_to_message");
              content.put("reply_to_message", original);
            });
    return posted(person, content);
  }

  /** Sends files of unknown length with a caption under the first. */
  public Future<JsonArray> sends(
      Person person, FileKind kind, List<Upload> uploads, String caption) {
    return sends(person, kind, uploads, caption, new JsonObject());
  }

  /**
   * Sends files with a caption under the first; several become an album.
   *
   * @param facts duration, width and height, as an app measures them
   */
  public Future<JsonArray> sends(
      Person person, FileKind kind, List<Upload> uploads, String caption, JsonObject facts) {
    FormattedText text = FormattedText.read(caption, "", new JsonArray());
    List<Future<JsonObject>> contents = new ArrayList<>();
    for (Upload upload : uploads) {
      contents.add(world.files().keep(kind, upload).map(file -> MediaContent.of(file, facts)));
    }
    String album = world.ids().digits();
    return Future.all(contents)
        .map(
            all -> {
              JsonArray sent = new JsonArray();
              for (JsonObject content : all.<JsonObject>list()) {
                if (uploads.size() > 1) {
                  content.put("media_group_id", album);
                }
                if (sent.isEmpty()) {
                  text.into(content, "caption", "caption_entities");
                }
                sent.add(posted(person, content));
              }
              return sent;
            });
  }

  /** Changes an own text. */
  public JsonObject edits(Person person, int messageId, String text) {
    JsonObject message = message(person, messageId);
    if (message.getJsonObject("from").getLong("id") != person.id()
        || !message.containsKey("text")) {
      throw ApiError.badRequest("message can't be edited");
    }
    message.remove("entities");
    JsonObject edited =
        world.chats().replace(person.id(), written(text).into(message, "text", "entities"));
    updates.offer("edited_message", edited);
    return edited;
  }

  /**
   * Presses a button with callback data; a stale or invented one may be pressed too.
   *
   * @return id of the callback query
   */
  public String taps(Person person, int messageId, String data) {
    return taps(person, person, messageId, data);
  }

  /** The same in a group. */
  public String taps(Person chat, Person person, int messageId, String data) {
    JsonObject message = message(chat, messageId);
    JsonObject about = new JsonObject().put("message_id", messageId).put("data", data);
    Question question = world.callbacks().ask(person.id(), "callback", CALLBACK_ANSWERABLE, about);
    world.events().emit("pressed", person.id(), about.copy().put("id", question.id()));
    updates.offer(
        "callback_query",
        new JsonObject()
            .put("id", question.id())
            .put("from", person.user())
            .put("message", message)
            .put("chat_instance", Long.toString(chat.id() * 7919))
            .put("data", data));
    return question.id();
  }

  /**
   * Writes into a group.
   *
   * @param more fields of the message, such as what it replies to and its topic
   */
  public JsonObject says(Person group, Person person, String text, JsonObject more) {
    world.people().start(group);
    JsonObject content = written(text).into(new JsonObject(), "text", "entities").mergeIn(more);
    JsonObject message = world.chats().add(group, person.user(), content);
    updates.offer("message", message);
    return message;
  }

  /** Takes the bot into a group. */
  public void takesIn(Person group, Person person) {
    world.people().start(group);
    updates.offer(
        "my_chat_member",
        new JsonObject()
            .put("chat", group.chat())
            .put("from", person.user())
            .put("date", world.chats().now())
            .put("old_chat_member", membership("left"))
            .put("new_chat_member", membership("member")));
  }

  /** Completes with the bot's answerCallbackQuery; never, if it does not answer. */
  public Future<JsonObject> answerTo(String callbackId) {
    return world.callbacks().answerTo(callbackId);
  }

  /** Asks {@code @bot query} from any chat; completes with the bot's answerInlineQuery. */
  public Future<JsonObject> asksInline(Person person, String query, String offset) {
    Question question =
        world.callbacks().ask(person.id(), "inline", INLINE_ANSWERABLE, new JsonObject());
    Future<JsonObject> answer = world.callbacks().answerTo(question.id());
    updates.offer(
        "inline_query",
        new JsonObject()
            .put("id", question.id())
            .put("from", person.user())
            .put("query", query)
            .put("offset", offset)
            .put("chat_type", "private"));
    return answer;
  }

  /** Blocks or unblocks the bot. */
  public void blocks(Person person, boolean blocked) {
    if (person.isBlocked() == blocked) {
      return;
    }
    world.people().block(person, blocked);
    updates.offer(
        "my_chat_member",
        new JsonObject()
            .put("chat", person.chat())
            .put("from", person.user())
            .put("date", world.chats().now())
            .put("old_chat_member", membership(blocked ? "member" : "kicked"))
            .put("new_chat_member", membership(blocked ? "kicked" : "member")));
  }

  private JsonObject membership(String status) {
    JsonObject member = new JsonObject().put("user", world.bot().user()).put("status", status);
    return status.equals("kicked") ? member.put("until_date", 0) : member;
  }

  private JsonObject posted(Person person, JsonObject content) {
    world.people().start(person);
    JsonObject message = world.chats().add(person, person.user(), content);
    updates.offer("message", message);
    return message;
  }

  private JsonObject message(Person person, int messageId) {
    return world
        .chats()
        .find(person.id(), messageId)
        .orElseThrow(() -> ApiError.badRequest("message not found"));
  }

  private static FormattedText written(String text) {
    FormattedText written = FormattedText.read(text, "", new JsonArray());
    if (written.isEmpty()) {
      throw ApiError.badRequest("message text is empty");
    }
    if (written.text().length() > TEXT) {
      throw ApiError.badRequest("message is too long");
    }
    return written;
  }
}

package trt.playground.telegram.state;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The messages of every chat, as the Bot API shows them. The oldest of a long chat are dropped. */
public final class Chats {
  private static final String KEY = "message/";
  private static final int KEPT_PER_CHAT = 500;

  private final Map<Long, NavigableMap<Integer, JsonObject>> chats = new HashMap<>();
  private final Journal journal;
  private final Events events;
  private final People people;
  private final InstantSource clock;

  Chats(Journal journal, Events events, People people, InstantSource clock) {
    this.journal = journal;
    this.events = events;
    this.people = people;
    this.clock = clock;
    journal.replay(
        KEY,
        (key, message) -> {
          int slash = key.indexOf('/');
          messages(Long.parseLong(key.substring(0, slash)))
              .put(Integer.parseInt(key.substring(slash + 1)), message);
        });
  }

  /** Adds a message: gives it an id, the date and the chat, and returns it whole. */
  public JsonObject add(Person person, JsonObject from, JsonObject content) {
    int id = people.nextMessageId(person);
    JsonObject message =
        new JsonObject()
            .put("message_id", id)
            .put("from", from)
            .put("chat", person.chat())
            .put("date", now())
            .mergeIn(content);
    NavigableMap<Integer, JsonObject> messages = messages(person.id());
    messages.put(id, message);
    journal.put(key(person.id(), id), message);
    if (messages.size() > KEPT_PER_CHAT) {
      journal.remove(key(person.id(), messages.pollFirstEntry().getKey()));
    }
    events.emit("message", person.id(), message);
    return message;
  }

  /** Replaces the content of a message and marks it as edited. */
  public JsonObject replace(long chatId, JsonObject message) {
    int id = message.getInteger("message_id");
    message.put("edit_date", now());
    messages(chatId).put(id, message);
    journal.put(key(chatId, id), message);
    events.emit("edited", chatId, message);
    return message;
  }

  /** Shows a reaction of the bot under a message; the Bot API does not tell it back. */
  public void react(long chatId, int messageId, JsonArray reaction) {
    JsonObject shown = new JsonObject().put("message_id", messageId).put("reaction", reaction);
    events.emit("reaction", chatId, shown);
  }

  public Optional<JsonObject> find(long chatId, int messageId) {
    return Optional.ofNullable(messages(chatId).get(messageId)).map(JsonObject::copy);
  }

  /** Deletes the message; false if there is none. */
  @CanIgnoreReturnValue
  public boolean remove(long chatId, int messageId) {
    if (messages(chatId).remove(messageId) == null) {
      return false;
    }
    journal.remove(key(chatId, messageId));
    events.emit("deleted", chatId, new JsonObject().put("message_id", messageId));
    return true;
  }

  /** All messages, oldest first. */
  public List<JsonObject> all(long chatId) {
    Collection<JsonObject> messages = messages(chatId).values();
    return messages.stream().map(JsonObject::copy).toList();
  }

  /** Seconds since 1970. */
  public long now() {
    return clock.instant().getEpochSecond();
  }

  private NavigableMap<Integer, JsonObject> messages(long chatId) {
    return chats.computeIfAbsent(chatId, id -> new TreeMap<>());
  }

  private static String key(long chatId, int messageId) {
    return KEY + chatId + "/" + messageId;
  }
}

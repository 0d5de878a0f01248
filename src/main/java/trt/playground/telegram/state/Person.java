package trt.playground.telegram.state;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * A user of the emulated Telegram, and the private chat the user has with the bot. With a negative
 * id it is a group, whose title is the first name.
 */
public final class Person {
  private final JsonObject user;
  private boolean started;
  private boolean blocked;
  private long stars;
  private int reservedIds;
  private int lastId;
  private JsonArray pinned = new JsonArray();
  private JsonObject keyboard = new JsonObject();

  Person(JsonObject user, long stars) {
    this.user = user;
    this.stars = stars;
  }

  static Person from(JsonObject saved) {
    Person person = new Person(saved.getJsonObject("user"), saved.getLong("stars"));
    person.started = saved.getBoolean("started");
    person.blocked = saved.getBoolean("blocked");
    person.reservedIds = saved.getInteger("ids");
    person.lastId = person.reservedIds;
    person.pinned = saved.getJsonArray("pinned", new JsonArray());
    person.keyboard = saved.getJsonObject("keyboard", new JsonObject());
    return person;
  }

  /** Everything, as it is kept in the journal and shown to the chat page. */
  public JsonObject toJson() {
    return new JsonObject()
        .put("user", user)
        .put("started", started)
        .put("blocked", blocked)
        .put("stars", stars)
        .put("ids", reservedIds)
        .put("pinned", pinned)
        .put("keyboard", keyboard);
  }

  /** The user's id; the private chat has the same. */
  public long id() {
    return user.getLong("id");
  }

  /** The type User of the Bot API. */
  public JsonObject user() {
    return user.copy();
  }

  /** The type Chat of the Bot API. */
  public JsonObject chat() {
    if (isGroup()) {
      return new JsonObject()
          .put("id", id())
          .put("type", "supergroup")
          .put("title", user.getString("first_name"));
    }
    JsonObject chat = new JsonObject().put("id", id()).put("type", "private");
    for (String name : new String[] {"first_name", "last_name", "username"}) {
      if (user.containsKey(name)) {
        chat.put(name, user.getString(name));
      }
    }
    return chat;
  }

  public boolean isGroup() {
    return id() < 0;
  }

  /** True once the user has written to the bot; before, the bot may not write. */
  public boolean isStarted() {
    return started;
  }

  public boolean isBlocked() {
    return blocked;
  }

  /** Telegram Stars the user can spend. */
  public long stars() {
    return stars;
  }

  /** Messages the bot pinned, newest last. */
  public JsonArray pinned() {
    return pinned;
  }

  /** The reply keyboard shown instead of the letters, empty if none. */
  public JsonObject keyboard() {
    return keyboard;
  }

  void start() {
    started = true;
  }

  void block(boolean nowBlocked) {
    blocked = nowBlocked;
  }

  void earn(long more) {
    stars += more;
  }

  void showKeyboard(JsonObject markup) {
    keyboard = markup;
  }

  void rename(String firstName, String languageCode) {
    user.put("first_name", firstName).put("language_code", languageCode);
  }

  /** True if the block of reserved ids is used up and must be extended before the next one. */
  boolean needsIds() {
    return lastId == reservedIds;
  }

  void reserveIds(int more) {
    reservedIds += more;
  }

  int nextId() {
    return ++lastId;
  }
}

package trt.playground.telegram.state;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The bot as Telegram knows it: name, texts and commands by language. */
public final class BotProfile {
  private static final String KEY = "bot/";
  private static final String COMMANDS = "commands/";

  private final Map<String, JsonObject> entries = new HashMap<>();
  private final Journal journal;
  private final Events events;
  private final String username;
  private long id;

  BotProfile(Journal journal, Events events, String username) {
    this.journal = journal;
    this.events = events;
    this.username = username;
    journal.replay(KEY, entries::put);
    id = entries.getOrDefault("id", new JsonObject()).getLong("value", 0L);
  }

  /** The bot's id is the number its token begins with. */
  public void calledWith(String token) {
    long called = Long.parseLong(token.substring(0, token.indexOf(':')));
    if (called != id) {
      id = called;
      set("id", new JsonObject().put("value", id));
    }
  }

  /** The type User of the Bot API, as it stands in messages. */
  public JsonObject user() {
    return new JsonObject()
        .put("id", id)
        .put("is_bot", true)
        .put("first_name", text("name", "", "Playground bot"))
        .put("username", username);
  }

  /** The name of the bot without the @. */
  public String username() {
    return username;
  }

  /** Sets a text, such as the description, for a language; "" stands for all others. */
  public void setText(String name, String language, String value) {
    set(name + "/" + language, new JsonObject().put("value", value));
  }

  /** A text in this language, or for all, or the given one. */
  public String text(String name, String language, String otherwise) {
    return Stream.of(language, "")
        .map(l -> entries.getOrDefault(name + "/" + l, new JsonObject()).getString("value", ""))
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse(otherwise);
  }

  /** Sets the commands of a scope; an empty list removes them. */
  public void setCommands(String scope, String language, JsonArray commands) {
    set(COMMANDS + scope + "/" + language, new JsonObject().put("value", commands));
    events.emit("commands", 0, new JsonObject());
  }

  /** The commands set for exactly this scope and language. */
  public JsonArray commands(String scope, String language) {
    return entries
        .getOrDefault(COMMANDS + scope + "/" + language, new JsonObject())
        .getJsonArray("value", new JsonArray());
  }

  /** The commands a user sees: the narrowest scope first, the own language before all others. */
  public JsonArray commandsFor(long userId, String language) {
    return List.of("chat:" + userId, "all_private_chats", "default").stream()
        .flatMap(scope -> Stream.of(commands(scope, language), commands(scope, "")))
        .filter(commands -> !commands.isEmpty())
        .findFirst()
        .orElseGet(JsonArray::new);
  }

  private void set(String key, JsonObject value) {
    entries.put(key, value);
    journal.put(KEY + key, value);
  }
}

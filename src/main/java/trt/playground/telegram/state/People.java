package trt.playground.telegram.state;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import trt.playground.telegram.wire.ApiError;

/** Everybody who has an account in the emulated Telegram. */
public final class People {
  private static final String KEY = "person/";
  private static final int IDS_AT_ONCE = 100;
  private static final long FIRST_STARS = 500;

  private final Map<Long, Person> people = new LinkedHashMap<>();
  private final Journal journal;
  private final Events events;
  private final boolean welcomesStrangers;

  People(Journal journal, Events events, boolean welcomesStrangers) {
    this.journal = journal;
    this.events = events;
    this.welcomesStrangers = welcomesStrangers;
    journal.replay(KEY, (id, saved) -> people.put(Long.parseLong(id), Person.from(saved)));
  }

  /** Opens an account, or changes the name and language of the one with this id. */
  @CanIgnoreReturnValue
  public Person register(long id, String firstName, String languageCode) {
    Person person = people.get(id);
    if (person == null) {
      JsonObject user =
          new JsonObject()
              .put("id", id)
              .put("is_bot", false)
              .put("first_name", firstName)
              .put("username", "user" + id)
              .put("language_code", languageCode);
      person = new Person(user, FIRST_STARS);
      people.put(id, person);
    } else {
      person.rename(firstName, languageCode);
    }
    changed(person);
    return person;
  }

  /** An id nobody has yet. */
  public long freeId() {
    return people.keySet().stream().mapToLong(Long::longValue).max().orElse(1000) + 1;
  }

  public Optional<Person> find(long id) {
    return Optional.ofNullable(people.get(id));
  }

  public Collection<Person> all() {
    return people.values();
  }

  /**
   * The person the bot may write to.
   *
   * @throws ApiError 400 if there is no such user, 403 if the user blocked or never met the bot
   */
  public Person reachable(long chatId) {
    Person person = known(chatId);
    if (person.isBlocked()) {
      throw ApiError.forbidden("bot was blocked by the user");
    }
    if (!person.isStarted()) {
      throw ApiError.forbidden("bot can't initiate conversation with a user");
    }
    return person;
  }

  /** The person of this chat, reachable or not. */
  public Person known(long chatId) {
    Person person = people.get(chatId);
    if (person == null && welcomesStrangers && chatId != 0) {
      person = register(chatId, "User " + chatId, "en");
      start(person);
    }
    if (person == null) {
      throw ApiError.badRequest("chat not found");
    }
    return person;
  }

  /** The user wrote first. */
  public void start(Person person) {
    if (!person.isStarted()) {
      person.start();
      changed(person);
    }
  }

  /** The user blocks or unblocks the bot. */
  public void block(Person person, boolean blocked) {
    person.block(blocked);
    changed(person);
  }

  /** Adds Stars, or takes them away if negative. */
  public void earn(Person person, long stars) {
    person.earn(stars);
    changed(person);
  }

  /** Shows a reply keyboard; an empty object hides it. */
  public void showKeyboard(Person person, JsonObject markup) {
    person.showKeyboard(markup);
    changed(person);
  }

  /** Writes the person down after a change of what is pinned. */
  public void changed(Person person) {
    journal.put(KEY + person.id(), person.toJson());
    events.emit("person", person.id(), person.toJson());
  }

  /** The next message id of the chat. Ids are reserved in blocks: a restart may leave a gap. */
  int nextMessageId(Person person) {
    if (person.needsIds()) {
      person.reserveIds(IDS_AT_ONCE);
      journal.put(KEY + person.id(), person.toJson());
    }
    return person.nextId();
  }
}

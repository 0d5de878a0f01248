package trt.playground.telegram.state;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Everything the emulated Telegram remembers. One event loop owns it. */
public final class World {
  private final Journal journal;
  private final InstantSource clock;
  private final Ids ids;
  private final Events events = new Events();
  private final People people;
  private final Chats chats;
  private final FileShelf files;
  private final Callbacks callbacks;
  private final StarBook stars;
  private final Invoices invoices;
  private final BotProfile bot;

  /**
   * What a world is like.
   *
   * @param folder of the files, in memory without one
   * @param username of the bot
   * @param welcomesStrangers true to open an account for every chat the bot writes to
   */
  public record Ways(Optional<Path> folder, String username, boolean welcomesStrangers) {}

  /** The world as the journal left it. */
  public World(
      Vertx vertx, Journal journal, InstantSource clock, RandomGenerator random, Ways ways) {
    this.journal = journal;
    this.clock = clock;
    ids = new Ids(random);
    people = new People(journal, events, ways.welcomesStrangers());
    chats = new Chats(journal, events, people, clock);
    files = new FileShelf(vertx, journal, ways.folder(), ids);
    callbacks = new Callbacks(journal, clock, ids);
    stars = new StarBook(journal, people, clock);
    invoices = new Invoices(journal, ids);
    bot = new BotProfile(journal, events, ways.username());
  }

  public Journal journal() {
    return journal;
  }

  public InstantSource clock() {
    return clock;
  }

  public Ids ids() {
    return ids;
  }

  public Events events() {
    return events;
  }

  public People people() {
    return people;
  }

  public Chats chats() {
    return chats;
  }

  public FileShelf files() {
    return files;
  }

  public Callbacks callbacks() {
    return callbacks;
  }

  public StarBook stars() {
    return stars;
  }

  public Invoices invoices() {
    return invoices;
  }

  public BotProfile bot() {
    return bot;
  }
}

package trt.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trt.config.DatabaseConfig;
import trt.config.Need;
import trt.console.PayloadShape;
import trt.domain.inbox.ChatKeys;
import trt.postgres.Db;
import trt.postgres.QuarantineStore;
import trt.postgres.QuarantineStore.SetAside;

/** Updates that could not be handled. */
@Command(
    name = "quarantine",
    description =
        "Shows, replays or drops updates that were set aside. ID is the number the user was told."
            + " Without a word: list.",
    mixinStandardHelpOptions = true)
final class QuarantineCommand implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(QuarantineCommand.class);
  private static final int MOST = 1_000;
  private static final long LIMIT_SECONDS = 30;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Database database;

  /** Where the database is. */
  @FunctionalInterface
  interface Database {
    DatabaseConfig of(Vertx vertx) throws TimeoutException;
  }

  /** The database of this process's settings. */
  QuarantineCommand() {
    this(vertx -> Settings.load(vertx, EnumSet.of(Need.DATABASE)).database());
  }

  QuarantineCommand(Database database) {
    this.database = database;
  }

  @Override
  public void run() {
    list(false);
  }

  @Command(
      description = "Lists what is set aside, oldest first, at most 1000.",
      mixinStandardHelpOptions = true)
  void list(@Option(names = "--json", description = "As a JSON array.") boolean json) {
    List<SetAside> all = ask(store -> store.list(MOST));
    if (json) {
      JsonArray array = new JsonArray();
      all.forEach(one -> array.add(json(one)));
      out().println(array.encodePrettily());
    } else {
      out().println(all.isEmpty() ? "Nothing is set aside." : "Set aside:");
      all.forEach(one -> out().println("  " + line(one)));
    }
    out().flush();
  }

  @Command(
      description = "Shows one: why, and the form of the update without what people wrote.",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "ID", description = "The number the user was told.") String id,
      @Option(names = "--payload", description = "Also shows what people wrote.") boolean whole) {
    Optional<SetAside> found = ask(store -> store.find(number(id)));
    if (found.isEmpty()) {
      return absent(id);
    }
    JsonObject shown = json(found.get());
    found
        .get()
        .payload()
        .ifPresent(
            bytes -> {
              JsonObject update = new JsonObject(bytes);
              shown.put("payload", whole ? update : PayloadShape.of(update));
            });
    out().println(shown.encodePrettily());
    out().flush();
    return TrtCommand.FINE;
  }

  @Command(
      description = "Lets the bot handle it again, before what else waits in its chat.",
      mixinStandardHelpOptions = true)
  int replay(
      @Parameters(paramLabel = "ID", arity = "0..1", description = "The number the user was told.")
          Optional<String> id,
      @Option(names = "--all", description = "Everything that is set aside.") boolean all) {
    if (id.isPresent() == all) {
      throw new ParameterException(spec.commandLine(), "Give one ID or --all");
    }
    List<String> back = ask(store -> store.replay(id.map(QuarantineCommand::number)));
    if (back.isEmpty() && !all) {
      return absent(id.orElse(""));
    }
    return done(back, "replayed");
  }

  @Command(description = "Gives one up for good.", mixinStandardHelpOptions = true)
  int drop(
      @Parameters(paramLabel = "ID", description = "The number the user was told.") String id) {
    List<String> gone = ask(store -> store.drop(number(id)));
    return gone.isEmpty() ? absent(id) : done(gone, "dropped");
  }

  private int done(List<String> ids, String what) {
    ids.forEach(
        id -> log.atInfo().addKeyValue("correlationId", id).log("An operator has {} it", what));
    out().printf(Locale.ROOT, "%d %s.%n", ids.size(), what);
    out().flush();
    return TrtCommand.FINE;
  }

  private int absent(String id) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(number(id) + " is not set aside, or its content is gone.");
    err.flush();
    return TrtCommand.FAILED;
  }

  private static String number(String id) {
    return id.strip().toUpperCase(Locale.ROOT);
  }

  private static String line(SetAside one) {
    return String.format(
        Locale.ROOT,
        "%-10s %s  %-18s %d attempts  %s%s",
        one.id(),
        one.at(),
        one.kind().name().toLowerCase(Locale.ROOT),
        one.attempts(),
        one.reason(),
        one.payload().isPresent() ? "" : "  (content gone)");
  }

  private static JsonObject json(SetAside one) {
    return new JsonObject()
        .put("id", one.id())
        .put("at", one.at())
        .put("feed", one.feedId())
        .put("update", one.updateId())
        .put("chat", ChatKeys.chat(one.chatKey()))
        .put("kind", one.kind().name().toLowerCase(Locale.ROOT))
        .put("reason", one.reason())
        .put("attempts", one.attempts())
        .put("replayable", one.payload().isPresent());
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private <T> T ask(Function<QuarantineStore, Future<T>> question) {
    Vertx vertx = Vertx.vertx();
    try {
      Db db = new Db(vertx, database.of(vertx), new SimpleMeterRegistry());
      return question.apply(new QuarantineStore(db)).await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the database does not answer in time", e);
    } finally {
      Closing.close(vertx);
    }
  }
}

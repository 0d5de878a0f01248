package trt.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import trt.postgres.Db;
import trt.postgres.RefundStore;

/** A payment goes back to who has paid it. */
@Command(
    name = "refund",
    description =
        "Gives a payment back. The money leaves the balance at once, what is spent becomes debt;"
            + " the running bot then asks Telegram until it is certain. May be repeated: a payment"
            + " goes back once.",
    mixinStandardHelpOptions = true)
final class RefundCommand implements Callable<Integer> {
  private static final Logger log = LoggerFactory.getLogger(RefundCommand.class);
  private static final long LIMIT_SECONDS = 30;
  private static final int MOST_REASON = 500;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "CHARGE_ID", description = "The payment number on the receipt.")
  private String charge = "";

  @Option(
      names = "--reason",
      required = true,
      description = "Why, in a few words; stays in the books.")
  private String reason = "";

  private final Database database;

  /** Where the database is. */
  @FunctionalInterface
  interface Database {
    DatabaseConfig of(Vertx vertx) throws TimeoutException;
  }

  /** The database of this process's settings. */
  RefundCommand() {
    this(vertx -> Settings.load(vertx, EnumSet.of(Need.DATABASE)).database());
  }

  RefundCommand(Database database) {
    this.database = database;
  }

  @Override
  public Integer call() throws TimeoutException {
    if (reason.isBlank() || reason.length() > MOST_REASON) {
      throw new ParameterException(
          spec.commandLine(), "Give a reason of at most " + MOST_REASON + " characters");
    }
    RefundStore.Wish wish = intend();
    boolean found = wish != RefundStore.Wish.UNKNOWN;
    PrintWriter out = found ? spec.commandLine().getOut() : spec.commandLine().getErr();
    out.println(words(wish));
    out.flush();
    if (wish == RefundStore.Wish.INTENT) {
      log.atInfo().addKeyValue("charge", charge).log("An operator refunds a payment");
    }
    return found ? TrtCommand.FINE : TrtCommand.FAILED;
  }

  private static String words(RefundStore.Wish wish) {
    return switch (wish) {
      case INTENT -> "Taken off the balance; the bot now asks Telegram to give the Stars back.";
      case PENDING -> "Asked for before; Telegram has not answered yet. Nothing was changed.";
      case DONE -> "It went back earlier. Nothing was changed.";
      case UNKNOWN -> "There is no payment with this number. Nothing was changed.";
    };
  }

  private RefundStore.Wish intend() throws TimeoutException {
    Vertx vertx = Vertx.vertx();
    try {
      Db db = new Db(vertx, database.of(vertx), new SimpleMeterRegistry());
      return RefundStore.ofAllBots(db)
          .intend(charge.strip(), "admin", reason.strip())
          .await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } finally {
      Closing.close(vertx);
    }
  }
}

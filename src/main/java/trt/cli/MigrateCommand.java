package trt.cli;

import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trt.config.Need;
import trt.postgres.Migration;
import trt.postgres.Migrator;

/** Schema versions. */
@Command(
    name = "migrate",
    description = "Shows and changes the version of the database schema. Without a word: status.",
    mixinStandardHelpOptions = true)
final class MigrateCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    status();
  }

  @Command(
      description = "Lists every version and when it was applied.",
      mixinStandardHelpOptions = true)
  void status() {
    print(inDatabase().status());
  }

  @Command(
      description = "Applies what is pending, all or nothing.",
      mixinStandardHelpOptions = true)
  void up() {
    List<Migration> applied = inDatabase().up();
    out().println(applied.isEmpty() ? "Nothing was pending." : "Applied:");
    print(applied);
  }

  @Command(
      description = "Undoes the latest versions. Data that only they hold is lost.",
      mixinStandardHelpOptions = true)
  void rollback(
      @Parameters(paramLabel = "N", defaultValue = "1", description = "How many. Default: 1.")
          int steps) {
    List<Migration> undone = inDatabase().rollback(Math.max(1, steps));
    out().println(undone.isEmpty() ? "Nothing was applied." : "Undone:");
    print(undone);
  }

  private void print(List<Migration> versions) {
    versions.forEach(
        one ->
            out()
                .printf(
                    "  %03d  %-30s %s%n",
                    one.id(), one.name(), one.isPending() ? "pending" : one.appliedAt()));
    out().flush();
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private static Migrator inDatabase() {
    Vertx vertx = Vertx.vertx();
    try {
      return new Migrator(Settings.load(vertx, EnumSet.of(Need.DATABASE)).database());
    } catch (TimeoutException e) {
      throw new IllegalStateException("the settings could not be read in time", e);
    } finally {
      Closing.close(vertx);
    }
  }
}

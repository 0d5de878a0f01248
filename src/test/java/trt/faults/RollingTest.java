package trt.faults;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Restarts two nodes in turn and changes the sizes of their units while people go on. */
@Command(
    name = "scripts/rolling-restart",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Restarts two nodes in turn under load, changes the sizes of their units, and counts.",
      "Exit codes: 0 nobody lost anything, saw an error or waited over 30 s; 1 somebody did;"
          + " 2 wrong usage."
    })
final class RollingTest implements Callable<Integer> {
  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Updates per second (default ${DEFAULT-VALUE}).")
  private int rate = 100;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "How often each node is restarted (default ${DEFAULT-VALUE}).")
  private int rounds = 2;

  @Option(
      names = "--pause",
      paramLabel = "SECONDS",
      description = "After each thing the operator does (default ${DEFAULT-VALUE}).")
  private int pause = 20;

  @Option(names = "--polling", description = "The bot fetches its updates itself.")
  private boolean polling;

  @Option(names = "--no-resize", description = "Only the restarts.")
  private boolean noResize;

  @Option(names = "--seed", paramLabel = "N", description = "Repeat the choices of an earlier run.")
  private long seed = 1;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the report as JSON.")
  private Optional<Path> json = Optional.empty();

  /** Process entry. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new RollingTest()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    if (rate < 4 || rounds < 0 || pause < 1) {
      System.err.println("There must be a load of 4 a second at least, and a pause.");
      return 2;
    }
    Path folder =
        Files.createDirectories(
                Path.of(
                    "target",
                    "rolling",
                    Instant.now().toString().replaceAll("[:.]", "-").toLowerCase(Locale.ROOT)))
            .toAbsolutePath();
    print(
        "%d updates/s, %s, seed %d; logs in %s%n"
            .formatted(rate, polling ? "polling" : "webhook", seed, folder));
    try (Rolling rolling =
        new Rolling(folder, rate, polling, seed, Duration.ofSeconds(pause), RollingTest::print)) {
      Runtime.getRuntime().addShutdownHook(new Thread(rolling::close, "stopped"));
      Score score = rolling.run(rounds, !noResize);
      print(
          "longest from the acknowledgement to the answer: " + rolling.longestByTheBooks() + " ms");
      print("\n" + (score.isClean() ? "All clean." : "Not clean."));
      if (json.isPresent()) {
        Files.writeString(json.get(), json(rolling, score).encodePrettily());
      }
      return score.isClean() ? 0 : 1;
    }
  }

  private JsonObject json(Rolling rolling, Score score) {
    return new JsonObject()
        .put("rate", rate)
        .put("mode", polling ? "polling" : "webhook")
        .put("seed", seed)
        .put("score", score.json())
        .put("longestByTheBooksMs", rolling.longestByTheBooks())
        .put("stretches", new JsonArray(rolling.stretches().stream().map(Stretch::json).toList()));
  }

  private static void print(String line) {
    System.out.println(line);
  }
}

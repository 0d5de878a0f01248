package trt.faults;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the fault matrix or a soak and prints what was lost, doubled and out of order. */
@Command(
    name = "scripts/fault-test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Kills, freezes and cuts the bot and all it depends on, on this machine, and counts.",
      "Exit codes: 0 nothing lost, doubled, out of order or adrift; 1 something was; 2 wrong usage."
    })
final class FaultTest implements Callable<Integer> {
  @Option(names = "--quick", description = "Only the subset that belongs to scripts/test.")
  private boolean quick;

  @Option(
      names = "--only",
      paramLabel = "TEXT",
      description = "Only the runs whose names contain this; may be given several times.")
  private List<String> only = List.of();

  @Option(names = "--list", description = "Print the names of the runs and do nothing.")
  private boolean list;

  @Option(
      names = "--soak",
      paramLabel = "MINUTES",
      description = "Random faults on two nodes under load for that long instead of the matrix.")
  private Optional<Double> soak = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Messages per second during a soak (default ${DEFAULT-VALUE}).")
  private int rate = 100;

  @Option(names = "--seed", paramLabel = "N", description = "Repeat the choices of an earlier run.")
  private Optional<Long> seed = Optional.empty();

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the report as JSON.")
  private Optional<Path> json = Optional.empty();

  /** Process entry. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new FaultTest()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    List<Cell> cells = cells();
    if (list) {
      cells.forEach(cell -> print(cell.name()));
      return 0;
    }
    if (cells.isEmpty()) {
      System.err.println("No run is called so; --list names them.");
      return 2;
    }
    long chosen = seed.orElseGet(() -> System.nanoTime() % 1_000_000);
    Path folder =
        Path.of(
            "target",
            "faults",
            Instant.now().toString().replaceAll("[:.]", "-").toLowerCase(Locale.ROOT));
    print("seed " + chosen + ", logs in " + folder + "\n\n" + Score.head());
    Campaign campaign = new Campaign(folder, chosen, FaultTest::print);
    Thread closing = new Thread(campaign::close, "closing");
    Runtime.getRuntime().addShutdownHook(closing);
    if (soak.isPresent()) {
      long millis = (long) (soak.get() * 60_000);
      new Soak(campaign, chosen, rate, FaultTest::print).run(Duration.ofMillis(millis));
    } else {
      cells.forEach(
          cell -> {
            Score unused = campaign.run(cell);
          });
    }
    campaign.close();
    return report(chosen, campaign.scores());
  }

  private List<Cell> cells() {
    return Matrix.all().stream()
        .filter(cell -> !quick || cell.quick())
        .filter(cell -> only.isEmpty() || only.stream().anyMatch(cell.name()::contains))
        .toList();
  }

  private int report(long chosen, List<Score> scores) throws IOException {
    Score sum = Score.sum("**all**", scores);
    print(sum.line());
    List<Score> bad = scores.stream().filter(score -> !score.isClean()).toList();
    print("\n" + (bad.isEmpty() ? "All clean." : bad.size() + " not clean:"));
    bad.forEach(score -> print("- " + score.name() + ": " + score.others()));
    if (json.isPresent()) {
      JsonObject report =
          new JsonObject()
              .put("seed", chosen)
              .put("sum", sum.json())
              .put("runs", new JsonArray(scores.stream().map(Score::json).toList()));
      Files.writeString(json.get(), report.encodePrettily());
    }
    return bad.isEmpty() ? 0 : 1;
  }

  private static void print(String line) {
    System.out.println(line);
  }
}

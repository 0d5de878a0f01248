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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs one bot under load for an hour and looks every minute at what must not grow. */
@Command(
    name = "scripts/soak-test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs one bot with servers of its own under load for a long time and looks for leaks.",
      "Exit codes: 0 all bounds kept; 1 one was not; 2 wrong usage."
    })
final class SoakTest implements Callable<Integer> {
  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "How long (default ${DEFAULT-VALUE}).")
  private double minutes = 60;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Updates per second (default ${DEFAULT-VALUE}).")
  private int rate = 50;

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      description = "Between two looks (default ${DEFAULT-VALUE}).")
  private int every = 60;

  @Option(names = "--seed", paramLabel = "N", description = "Repeat the choices of an earlier run.")
  private long seed = 1;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the report as JSON.")
  private Optional<Path> json = Optional.empty();

  /** Process entry. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new SoakTest()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    long millis = (long) (minutes * 60_000);
    if (millis < 4_000L * every || rate < 1) {
      System.err.println("There must be four looks at least, and a load.");
      return 2;
    }
    Path folder =
        Files.createDirectories(
                Path.of(
                    "target",
                    "soak",
                    Instant.now().toString().replaceAll("[:.]", "-").toLowerCase(Locale.ROOT)))
            .toAbsolutePath();
    print("%s min at %d updates/s, seed %d; logs in %s%n".formatted(minutes, rate, seed, folder));
    try (LongRun run = new LongRun(folder, rate, seed, SoakTest::print)) {
      Runtime.getRuntime().addShutdownHook(new Thread(run::close, "stopped"));
      try {
        run.run(Duration.ofMillis(millis), Duration.ofSeconds(every));
      } catch (AssertionError notQuiet) {
        print("It did not become quiet: " + notQuiet.getMessage());
      }
      return report(run);
    }
  }

  private int report(LongRun run) throws IOException {
    List<Ruling> rulings = run.rulings();
    print("\n" + Ruling.head());
    rulings.forEach(ruling -> print(ruling.line()));
    Growth growth = new Growth(run.samples());
    print("\n| table | bytes an update |\n|---|---|");
    growth.perUpdate().forEach((name, bytes) -> print("| %s | %.1f |".formatted(name, bytes)));
    Crowd.Tally all = run.crowd().all();
    print(
        "\n%d updates, %d orders; answers p50 %d p99 %d max %d ms; results p50 %d p99 %d max %d ms"
            .formatted(
                all.sent,
                all.orders,
                all.answers.getValueAtPercentile(50),
                all.answers.getValueAtPercentile(99),
                all.answers.getMaxValue(),
                all.results.getValueAtPercentile(50),
                all.results.getValueAtPercentile(99),
                all.results.getMaxValue()));
    list("Buttons that were not there", all.noButton);
    list("Without an answer in time", run.crowd().unanswered());
    list("Answers that speak of an error", run.crowd().troubles());
    Complaints complaints = run.complaints();
    print("\nWarnings and errors in the log: " + complaints.all().size() + " kinds");
    complaints
        .all()
        .forEach(
            (line, count) ->
                print(
                    "- %d × %s%s"
                        .formatted(
                            count, line, complaints.reason(line).map(" – "::concat).orElse(""))));
    boolean met = rulings.stream().allMatch(Ruling::met);
    print("\n" + (met ? "All bounds kept." : "Not all bounds kept."));
    if (json.isPresent()) {
      Files.writeString(json.get(), json(run, rulings, growth).encodePrettily());
    }
    return met ? 0 : 1;
  }

  private static void list(String what, Map<String, Long> counts) {
    if (!counts.isEmpty()) {
      print("\n" + what + ":");
      counts.forEach((line, count) -> print("- %d × %s".formatted(count, line)));
    }
  }

  private JsonObject json(LongRun run, List<Ruling> rulings, Growth growth) throws IOException {
    return new JsonObject()
        .put("minutes", minutes)
        .put("rate", rate)
        .put("seed", seed)
        .put("rulings", new JsonArray(rulings.stream().map(Ruling::json).toList()))
        .put("bytesAnUpdate", new JsonObject(new java.util.LinkedHashMap<>(growth.perUpdate())))
        .put("log", new JsonObject(new java.util.LinkedHashMap<>(run.complaints().all())))
        .put("samples", new JsonArray(run.samples().stream().map(Vitals::json).toList()));
  }

  private static void print(String line) {
    System.out.println(line);
  }
}

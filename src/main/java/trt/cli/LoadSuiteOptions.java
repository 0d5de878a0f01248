package trt.cli;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import trt.cli.load.Suite;
import trt.cli.load.SuiteReport;

/** The benchmark that brings everything along. */
final class LoadSuiteOptions {
  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      split = ",",
      description =
          "What to measure, of acks, lone, open, knee, outage, takeover, jobs. Default: all.")
  private Set<String> scenarios = new LinkedHashSet<>();

  @Option(
      names = "--jvm",
      paramLabel = "OPTION",
      split = " ",
      description = "Options of the bot's JVM.")
  private List<String> jvm = List.of();

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description =
          "Where the servers keep their data and the bots their log; emptied first. Default: .data/load-test.")
  private Path data = Path.of(".data", "load-test");

  @Option(
      names = "--acks-seconds",
      defaultValue = "10",
      description = "Length of each stretch of acks. Default: 10.")
  private int acks;

  @Option(
      names = "--open-seconds",
      defaultValue = "60",
      description = "Length of the open loop. Default: 60.")
  private int open;

  @Option(
      names = "--step-seconds",
      defaultValue = "15",
      description = "Length of each step of the knee. Default: 15.")
  private int step;

  @Option(
      names = "--outage-seconds",
      defaultValue = "60",
      description = "How long PostgreSQL stands still. Default: 60.")
  private int outage;

  @Option(
      names = "--jobs-report",
      paramLabel = "FILE",
      description = "What the benchmark of live jobs printed; scripts/load-test provides it.")
  private @Nullable Path jobs;

  SuiteReport play(CommandSpec spec) throws Exception {
    Set<String> wanted = scenarios.isEmpty() ? new LinkedHashSet<>(Suite.NAMES) : scenarios;
    if (!Suite.NAMES.containsAll(wanted)) {
      throw new ParameterException(spec.commandLine(), "--scenario knows " + Suite.NAMES);
    }
    if (acks < 1 || open < 1 || step < 1 || outage < 1) {
      throw new ParameterException(spec.commandLine(), "lengths must be 1 or more");
    }
    PrintWriter progress = spec.commandLine().getErr();
    return Suite.play(plan(wanted, Files.createDirectories(data)), progress);
  }

  private Suite.Plan plan(Set<String> wanted, Path folder) throws IOException {
    Optional<JsonObject> report =
        jobs == null ? Optional.empty() : Optional.of(new JsonObject(lastLine(jobs)));
    return new Suite.Plan(
        wanted,
        folder,
        jvm,
        Duration.ofSeconds(acks),
        Duration.ofSeconds(open),
        Duration.ofSeconds(step),
        Duration.ofSeconds(outage),
        report);
  }

  private static String lastLine(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.isEmpty() ? "{}" : lines.get(lines.size() - 1);
  }
}

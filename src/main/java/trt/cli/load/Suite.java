package trt.cli.load;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plays scenarios one after another on a stage of its own. */
public final class Suite {
  /** What can be asked for, in the order in which it is played. */
  public static final List<String> NAMES =
      List.of("acks", "lone", "open", "knee", "outage", "takeover", "jobs");

  private static final Set<String> ON_ONE_BOT = Set.of("lone", "open", "knee");

  private Suite() {}

  /**
   * What to play and how long.
   *
   * @param scenarios of {@link #NAMES}
   * @param folder for the servers' data; what is in it is deleted
   * @param jvm options of the bot's JVM
   * @param jobs what the benchmark of live jobs said, if it was run
   */
  public record Plan(
      Set<String> scenarios,
      Path folder,
      List<String> jvm,
      Duration acks,
      Duration steady,
      Duration step,
      Duration outage,
      Optional<JsonObject> jobs) {}

  /** Plays all of it; what it sees is told to {@code progress} as it comes. Blocks for minutes. */
  public static SuiteReport play(Plan plan, PrintWriter progress) throws Exception {
    Findings findings = new Findings(progress);
    try (Stage stage = new Stage(plan.folder(), plan.jvm(), progress)) {
      Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "load-test-stopped"));
      Machine machine = Machine.look(stage.database(), plan.folder());
      for (Scenario scenario : scenarios(plan)) {
        scenario.play(stage, findings);
      }
      return new SuiteReport(machine, plan.jvm(), findings);
    }
  }

  private static List<Scenario> scenarios(Plan plan) {
    Set<String> wanted = plan.scenarios();
    List<Scenario> scenarios = new ArrayList<>();
    if (wanted.contains("acks")) {
      scenarios.add(new AcksScenario(plan.acks()));
    }
    Set<String> together = new LinkedHashSet<>(wanted);
    together.retainAll(ON_ONE_BOT);
    if (!together.isEmpty()) {
      scenarios.add(new AnswerScenarios(together, plan.steady(), plan.step()));
    }
    if (wanted.contains("outage")) {
      scenarios.add(new OutageScenario(plan.outage()));
    }
    if (wanted.contains("takeover")) {
      scenarios.add(new TakeoverScenario());
    }
    if (wanted.contains("jobs")) {
      Row row = plan.jobs().map(JobsRow::of).orElseGet(JobsRow::missing);
      scenarios.add((stage, findings) -> findings.add(row));
    }
    return scenarios;
  }
}

package trt.cli;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import trt.config.AppConfig;
import trt.config.ConfigProblems;

/** Finds everything that would keep the bot from working, in one go. */
@Command(
    name = "doctor",
    description = "Checks the configuration and everything outside, and says how to repair it.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print one JSON object instead of lines.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      List<Verdict> verdicts = new ArrayList<>();
      for (Check check : checks(vertx)) {
        verdicts.addAll(safely(check));
      }
      boolean failed = verdicts.stream().anyMatch(one -> one.grade() == Verdict.Grade.FAIL);
      print(verdicts, failed);
      return failed ? TrtCommand.FAILED : TrtCommand.FINE;
    } finally {
      Closing.close(vertx);
    }
  }

  // Settings that are merely missing do not keep the others from being tried.
  private static List<Check> checks(Vertx vertx) throws TimeoutException {
    List<Check> checks = new ArrayList<>(List.of(new ConfigurationCheck(vertx)));
    try {
      AppConfig config = Settings.load(vertx, Set.of());
      checks.add(new PostgresCheck(vertx, config.database()));
      checks.add(new RedisCheck(vertx, config.redis()));
      checks.add(new TelegramCheck(vertx, config.telegram()));
      checks.add(new KieCheck(vertx, config.kie()));
    } catch (ConfigProblems reported) {
      checks.add(new SkippedCheck());
    }
    return checks;
  }

  private static List<Verdict> safely(Check check) {
    try {
      return check.run();
    } catch (RuntimeException | TimeoutException e) {
      return List.of(
          Verdict.fail(
              check.name(),
              "could not be checked (" + e.getClass().getSimpleName() + ")",
              "check its address and credentials"));
    }
  }

  private void print(List<Verdict> verdicts, boolean failed) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      JsonArray lines = new JsonArray();
      verdicts.forEach(one -> lines.add(one.json()));
      out.println(
          new JsonObject()
              .put("status", failed ? "fail" : "ok")
              .put("checks", lines)
              .encodePrettily());
    } else {
      verdicts.forEach(one -> out.println(one.line()));
    }
    out.flush();
  }

  /** Stands for the checks that need a configuration. */
  private record SkippedCheck() implements Check {
    @Override
    public String name() {
      return "outside";
    }

    @Override
    public List<Verdict> run() {
      return List.of(
          Verdict.warn(name(), "not checked", "repair the configuration, then run doctor again"));
    }
  }
}

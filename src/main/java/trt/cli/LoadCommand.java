package trt.cli;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import trt.cli.load.SuiteReport;

/** How fast is a bot, and does it lose anything: one of its own, or one that runs. */
@Command(
    name = "load",
    description = {
      "Without an option of a running bot: starts PostgreSQL, Redis, Telegram's side and bots of its",
      "own, plays scenarios and prints what is measured against what is asked for.",
      "With --url, --rate, --seconds, --chats, --mix or --sink-port: sends updates to a running bot at a",
      "fixed rate and waits for its answers. That bot must have been started with",
      "TELEGRAM_API_URL=http://127.0.0.1:<sink-port>, because this command plays Telegram's side,",
      "too. Never aim it at a bot with real users."
    },
    mixinStandardHelpOptions = true)
final class LoadCommand implements Callable<Integer> {
  private static final List<String> OF_A_RUNNING_BOT =
      List.of(
          "--url",
          "--secret",
          "--rate",
          "--seconds",
          "--settle",
          "--chats",
          "--mix",
          "--sink-port");

  @Mixin private Target target = new Target();

  @Mixin private LoadSuiteOptions suite = new LoadSuiteOptions();

  @Option(names = "--rate", defaultValue = "50", description = "Updates a second. Default: 50.")
  private int rate;

  @Option(names = "--seconds", defaultValue = "30", description = "Length of the run. Default: 30.")
  private int seconds;

  @Option(
      names = "--settle",
      defaultValue = "15",
      description = "Seconds the last answers may take. Default: 15.")
  private int settle;

  @Option(
      names = "--chats",
      defaultValue = "1000",
      description = "People who write. Default: 1000.")
  private int chats;

  @Option(
      names = "--mix",
      paramLabel = "TEXT=WEIGHT",
      split = ",",
      description = "What they write. Default: /start=80,/help=10,/balance=10.")
  private Map<String, Integer> mix = new LinkedHashMap<>();

  @Option(
      names = "--sink-port",
      defaultValue = "8099",
      description = "Port of Telegram's side. Default: 8099.")
  private int sinkPort;

  @Option(
      names = "--ops-url",
      defaultValue = "http://127.0.0.1:8081",
      description = "Operators' port of the bot, for CPU and memory. Default: ${DEFAULT-VALUE}.")
  private URI opsUrl = URI.create("http://127.0.0.1:8081");

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the result to a file.")
  private @Nullable Path json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    ParseResult given = spec.commandLine().getParseResult();
    return OF_A_RUNNING_BOT.stream().anyMatch(given::hasMatchedOption) ? drive() : benchmark();
  }

  private int benchmark() throws Exception {
    SuiteReport report = suite.play(spec);
    return finish(report.text(), report.json(), report.met());
  }

  private int drive() throws Exception {
    LoadPlan plan = plan();
    Vertx vertx = Vertx.vertx();
    try {
      LoadReport report = measure(vertx, plan);
      return finish(report.text(), report.json(), report.passed());
    } finally {
      Closing.close(vertx);
    }
  }

  private LoadPlan plan() {
    if (rate < 1 || seconds < 1 || chats < 1 || settle < 0) {
      throw new ParameterException(
          spec.commandLine(), "--rate, --seconds and --chats must be 1 or more");
    }
    Map<String, Integer> texts =
        mix.isEmpty() ? Map.of("/start", 80, "/help", 10, "/balance", 10) : mix;
    if (texts.values().stream().anyMatch(weight -> weight < 1)) {
      throw new ParameterException(spec.commandLine(), "every weight of --mix must be 1 or more");
    }
    return new LoadPlan(
        rate, Duration.ofSeconds(seconds), chats, Duration.ofSeconds(settle), texts);
  }

  private LoadReport measure(Vertx vertx, LoadPlan plan) throws TimeoutException {
    Target.Bot bot = target.find(vertx);
    LoadTally tally = new LoadTally();
    int port = new BotApiSink(tally::replied).listen(vertx, sinkPort).await(10, TimeUnit.SECONDS);
    spec.commandLine().getErr().println("Telegram's side listens on port " + port);
    Resources resources = new Resources(vertx, opsUrl);
    resources.start();
    double took =
        new LoadRun(vertx, plan, tally, bot, new Random())
            .run()
            .await(plan.duration().plus(plan.settle()).toSeconds() + 60, TimeUnit.SECONDS);
    return tally.report(took, resources.stop());
  }

  private int finish(String text, JsonObject result, boolean passed) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.println(text);
    if (json != null) {
      Files.writeString(json, result.encodePrettily() + System.lineSeparator());
    }
    out.flush();
    return passed ? TrtCommand.FINE : TrtCommand.FAILED;
  }
}

package trt.cli;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a running bot's webhook what Telegram would, and what strangers would. */
@Command(
    name = "webhook",
    description = {
      "Checks a running bot's webhook: secret, acknowledgement, repetition, bad input, health.",
      "Sends one update of a kind that does not exist, so no user notices."
    },
    mixinStandardHelpOptions = true)
final class CheckWebhookCommand implements Callable<Integer> {
  private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";
  private static final Duration LIMIT = Duration.ofSeconds(10);

  // Telegram's own ids begin above two million, so a check never hides a real update.
  private static final int CHECK_IDS = 1_000_000;

  @Option(
      names = "--front",
      description =
          "Asks only what a TLS front shows to the internet; --url is the front's address then.")
  private boolean front;

  @Mixin private Target target = new Target();
  @Spec private CommandSpec spec = CommandSpec.create();

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(LIMIT).version(HttpClient.Version.HTTP_1_1).build();

  private record Step(String says, int expected, HttpRequest request) {}

  @Override
  public Integer call() throws Exception {
    Vertx vertx = Vertx.vertx();
    Target.Bot bot;
    try {
      bot = target.find(vertx);
    } finally {
      Closing.close(vertx);
    }
    PrintWriter out = spec.commandLine().getOut();
    boolean failed = false;
    for (Step step : front ? ofFront(bot) : steps(bot)) {
      String answer = answer(step.request);
      boolean fine = answer.equals(String.valueOf(step.expected));
      failed |= !fine;
      out.printf(
          "%-5s %s: %s%s%n",
          fine ? "ok" : "fail", step.says, answer, fine ? "" : ", expected " + step.expected);
    }
    out.flush();
    return failed ? TrtCommand.FAILED : TrtCommand.FINE;
  }

  private String answer(HttpRequest request) throws InterruptedException {
    try {
      return String.valueOf(http.send(request, BodyHandlers.discarding()).statusCode());
    } catch (IOException e) {
      return "no answer";
    }
  }

  private static List<Step> steps(Target.Bot bot) {
    String huge = "{\"update_id\":1,\"text\":\"" + "x".repeat(2 << 20) + "\"}";
    List<Step> steps = new ArrayList<>(ofFront(bot));
    steps.addAll(
        List.of(
            new Step("over 1 MiB", 413, post(bot, bot.secret(), huge)),
            new Step("health", 200, get(bot, "/health")),
            new Step("webhook health", 200, get(bot, "/webhook/health")),
            new Step("alive", 200, get(bot, "/live")),
            new Step("ready", 200, get(bot, "/ready"))));
    return steps;
  }

  private static List<Step> ofFront(Target.Bot bot) {
    long id = 1 + System.currentTimeMillis() / 1000 % CHECK_IDS;
    String update = "{\"update_id\":" + id + ",\"webhook_check\":{}}";
    return List.of(
        new Step("without the secret", 401, post(bot, "", update)),
        new Step("with a wrong secret", 401, post(bot, bot.secret() + "x", update)),
        new Step("an update", 200, post(bot, bot.secret(), update)),
        new Step("the same update again", 200, post(bot, bot.secret(), update)),
        new Step("not JSON", 400, post(bot, bot.secret(), "garbage")),
        new Step("no update_id", 400, post(bot, bot.secret(), "{\"message\":{}}")),
        new Step("GET", 405, get(bot, "/webhook")),
        new Step("light health", 200, get(bot, "/health/light")));
  }

  private static HttpRequest post(Target.Bot bot, String secret, String body) {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(bot.address().resolve("/webhook"))
            .timeout(LIMIT)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    return (secret.isEmpty() ? post : post.header(SECRET_HEADER, secret)).build();
  }

  private static HttpRequest get(Target.Bot bot, String path) {
    return HttpRequest.newBuilder(bot.address().resolve(path)).timeout(LIMIT).build();
  }
}

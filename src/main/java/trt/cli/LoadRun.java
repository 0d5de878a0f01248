package trt.cli;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Sends updates at a fixed rate, whether or not the bot keeps up, as people do. */
final class LoadRun {
  private static final long TICK_MS = 2;
  private static final long TIMEOUT_MS = 30_000;
  private static final int CONNECTIONS = 100;

  private static final long FIRST_CHAT = 7_000_000_000L;

  private final Vertx vertx;
  private final LoadPlan plan;
  private final LoadTally tally;
  private final HttpRequest<Buffer> webhook;
  private final Random random;
  private final int firstUpdate;
  private final Promise<Double> done = Promise.promise();
  private long begun;
  private long sent;

  LoadRun(Vertx vertx, LoadPlan plan, LoadTally tally, Target.Bot bot, Random random) {
    this.vertx = vertx;
    this.plan = plan;
    this.tally = tally;
    this.random = random;
    // An id of an earlier run would be taken for a repetition: up to 1000 a second these are new.
    this.firstUpdate = (int) (System.currentTimeMillis() % 1_500_000_000) + 1;
    this.webhook =
        WebClient.create(
                vertx,
                new WebClientOptions(),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(100_000))
            .postAbs(bot.address().resolve("/webhook").toString())
            .putHeader("X-Telegram-Bot-Api-Secret-Token", bot.secret())
            .timeout(TIMEOUT_MS);
  }

  /** Runs; completes with the seconds it took to send everything, after the answers settled. */
  Future<Double> run() {
    begun = System.nanoTime();
    vertx.setPeriodic(TICK_MS, this::tick);
    return done.future();
  }

  private void tick(long timer) {
    long elapsed = System.nanoTime() - begun;
    long due = Math.min(plan.total(), elapsed / 1000 * plan.rate() / 1_000_000);
    while (sent < due) {
      send(sent++);
    }
    if (sent >= plan.total()) {
      vertx.cancelTimer(timer);
      settle((System.nanoTime() - begun) / 1e9, System.nanoTime());
    }
  }

  private void send(long number) {
    long dueAt = begun + TimeUnit.SECONDS.toNanos(number) / plan.rate();
    long chat = FIRST_CHAT + number % plan.chats();
    if (!tally.begin(chat, dueAt)) {
      return;
    }
    webhook
        .sendJsonObject(update(firstUpdate + (int) number, chat))
        .onSuccess(response -> tally.acknowledged(chat, dueAt, response.statusCode()))
        .onFailure(failure -> tally.unanswered(chat));
  }

  private void settle(double seconds, long since) {
    boolean late = System.nanoTime() - since > plan.settle().toNanos();
    if (late || tally.allAnswered()) {
      done.complete(seconds);
    } else {
      vertx.setTimer(50, due -> settle(seconds, since));
    }
  }

  private JsonObject update(int id, long chat) {
    JsonObject person =
        new JsonObject()
            .put("id", chat)
            .put("is_bot", false)
            .put("first_name", "Load")
            .put("language_code", "en");
    JsonObject message =
        new JsonObject()
            .put("message_id", id)
            .put("date", System.currentTimeMillis() / 1000)
            .put("from", person)
            .put("chat", new JsonObject().put("id", chat).put("type", "private"))
            .put("text", plan.draw(random::nextInt));
    return new JsonObject().put("update_id", id).put("message", message);
  }
}

package trt.playground.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.playground.telegram.BotApiClient.await;
import static trt.playground.telegram.BotApiClient.keyboard;
import static trt.playground.telegram.BotApiClient.to;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Updates on their way to the bot: order, retries, pressure, polling. */
class WebhookDeliveryTest {
  private final Vertx vertx = Vertx.vertx();
  private TelegramEmulator emulator;
  private BotApiClient bot;
  private ReceivingBot receiver;
  private EmulatedUser alice;
  private EmulatedUser boris;

  @BeforeEach
  void start() {
    emulator = new TelegramEmulator(vertx, EmulatorSettings.inMemory());
    await(emulator.start(0));
    bot = new BotApiClient(vertx, emulator.baseUrl());
    receiver = new ReceivingBot(vertx);
    alice = emulator.user(1001);
    boris = emulator.user(1002);
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  @Test
  void postsWithTheSecretAndIncreasingIds() {
    setWebhook(new JsonObject().put("secret_token", "s3cret"));
    await(alice.sends("one"));
    await(boris.sends("two"));

    List<JsonObject> updates = receiver.waitUntil(all -> all.size() == 2);

    assertEquals(List.of("s3cret", "s3cret"), receiver.secrets());
    assertTrue(
        updates.stream().map(u -> u.getLong("update_id")).distinct().count() == 2
            && updates.get(0).getLong("update_id") > 2_000_000);
  }

  @Test
  void keepsTheOrderOfAChatAndLetsOtherChatsPass() {
    Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    receiver.answers(
        (request, update) -> {
          if (text(update).equals("a1")) {
            held.add(request);
          } else {
            request.response().end();
          }
        });
    setWebhook(new JsonObject());
    await(alice.sends("a1"));
    await(alice.sends("a2"));
    await(boris.sends("b1"));

    receiver.waitUntil(all -> receiver.texts().contains("b1"));
    assertEquals(false, receiver.texts().contains("a2"));
    held.remove().response().end();
    receiver.waitUntil(all -> receiver.texts().contains("a2"));

    assertEquals(List.of("a1", "a2"), only("a"));
  }

  @Test
  void aPressedButtonDoesNotWaitForAMessage() {
    await(alice.sends("/start"));
    int id =
        bot.message(
                "sendMessage", to(1001).put("text", "x").put("reply_markup", keyboard("k", "cb")))
            .getInteger("message_id");
    receiver.answers((request, update) -> {});
    setWebhook(new JsonObject());
    receiver.waitUntil(all -> all.size() == 1);

    await(alice.tapsData(id, "cb"));

    receiver.waitUntil(all -> receiver.texts().contains("cb"));
  }

  @Test
  void triesAgainAtOnceThenObeysRetryAfter() {
    AtomicInteger tries = new AtomicInteger();
    AtomicLong secondTry = new AtomicLong();
    AtomicLong thirdTry = new AtomicLong();
    receiver.answers(
        (request, update) -> {
          switch (tries.incrementAndGet()) {
            case 1 -> request.response().setStatusCode(500).end();
            case 2 -> {
              secondTry.set(System.nanoTime());
              request.response().setStatusCode(503).putHeader("Retry-After", "1").end();
            }
            default -> {
              thirdTry.set(System.nanoTime());
              request.response().end();
            }
          }
        });
    setWebhook(new JsonObject());
    await(alice.sends("a"));

    receiver.waitUntil(all -> all.size() == 3);

    assertTrue(thirdTry.get() - secondTry.get() >= TimeUnit.MILLISECONDS.toNanos(990));
    assertTrue(
        bot.message("getWebhookInfo", new JsonObject())
            .getString("last_error_message")
            .contains("503"));
  }

  @Test
  void postsTwiceIfAskedToAndExecutesAMethodInTheAnswer() {
    receiver.answers(
        (request, update) ->
            request
                .response()
                .putHeader("Content-Type", "application/json")
                .end(to(1001).put("method", "sendMessage").put("text", "by the way").encode()));
    await(emulator.copies(2));
    setWebhook(new JsonObject());
    await(alice.sends("a"));

    List<JsonObject> updates = receiver.waitUntil(all -> all.size() == 2);

    assertEquals(updates.get(0), updates.get(1));
    await(alice.sees("by the way"));
  }

  @Test
  void neverHasMoreUnderWayThanAllowed() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    receiver.answers(
        (request, update) -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          vertx.setTimer(
              20,
              t -> {
                now.decrementAndGet();
                request.response().end();
              });
        });
    setWebhook(new JsonObject().put("max_connections", 3));
    for (int user = 1; user <= 30; user++) {
      await(emulator.user(2000 + user).sends("hi"));
    }

    receiver.waitUntil(all -> all.size() == 30);

    assertTrue(most.get() <= 3, "under way at once: " + most);
  }

  @Test
  void pollsWithOffsetsAndOnePollerAtATime() {
    await(alice.sends("one"));
    await(alice.sends("two"));
    JsonArray both = (JsonArray) bot.ok("getUpdates", new JsonObject());
    long second = both.getJsonObject(1).getLong("update_id");

    JsonArray rest = (JsonArray) bot.ok("getUpdates", new JsonObject().put("offset", second));
    assertEquals(1, rest.size());
    assertEquals(
        0, ((JsonArray) bot.ok("getUpdates", new JsonObject().put("offset", second + 1))).size());

    Future<JsonObject> waiting =
        bot.start("getUpdates", new JsonObject().put("timeout", 30).put("offset", second + 1));
    Future<JsonObject> newer =
        waitUntilCalled("getMe")
            .compose(
                go ->
                    bot.start(
                        "getUpdates",
                        new JsonObject().put("timeout", 30).put("offset", second + 1)));
    assertEquals(
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
            + " running",
        await(waiting).getString("description"));
    await(alice.sends("three"));
    assertEquals(1, await(newer).getJsonArray("result").size());
  }

  @Test
  void doesNotPollWhileAWebhookIsSet() {
    setWebhook(new JsonObject());

    assertTrue(
        bot.refusal("getUpdates", new JsonObject())
            .startsWith("409 Conflict: can't use getUpdates method while webhook is active"));
    bot.ok("deleteWebhook", new JsonObject().put("drop_pending_updates", true));
    assertEquals("", bot.message("getWebhookInfo", new JsonObject()).getString("url"));
  }

  /** A call that follows on the same connection pool: what was sent before has arrived. */
  private Future<JsonObject> waitUntilCalled(String method) {
    return bot.start(method, new JsonObject());
  }

  private void setWebhook(JsonObject more) {
    bot.ok("setWebhook", more.put("url", receiver.url()));
  }

  private List<String> only(String prefix) {
    return receiver.texts().stream().filter(t -> t.startsWith(prefix)).toList();
  }

  private static String text(JsonObject update) {
    return update.getJsonObject("message", new JsonObject()).getString("text", "");
  }
}

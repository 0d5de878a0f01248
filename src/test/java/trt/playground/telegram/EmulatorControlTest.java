package trt.playground.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.playground.telegram.BotApiClient.await;
import static trt.playground.telegram.BotApiClient.json;
import static trt.playground.telegram.BotApiClient.to;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The control routes: people by hand, faults on demand, a record of every call. */
class EmulatorControlTest {
  private static final Vertx vertx = Vertx.vertx();
  private static TelegramEmulator emulator;
  private static BotApiClient bot;

  @BeforeAll
  static void start() {
    emulator = new TelegramEmulator(vertx, EmulatorSettings.inMemory().keepingCalls(50));
    await(emulator.start(0));
    bot = new BotApiClient(vertx, emulator.baseUrl());
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  @BeforeEach
  void calm() {
    emulator.faults().clear();
    emulator.calls().clear();
    await(emulator.user(1001).sends("/start"));
  }

  @Test
  void throttlesOnDemandAndThenWorksAgain() {
    fault(new JsonObject().put("method", "sendMessage").put("kind", "throttled").put("seconds", 7));

    JsonObject refused = bot.call("sendMessage", to(1001).put("text", "a"));

    assertEquals(429, refused.getInteger("error_code"));
    assertEquals(7, refused.getJsonObject("parameters").getInteger("retry_after"));
    bot.ok("sendMessage", to(1001).put("text", "b"));
    assertEquals("b", await(emulator.user(1001).sees("b")).getString("text"));
  }

  @Test
  void executesButDoesNotAnswer() {
    fault(new JsonObject().put("method", "sendMessage").put("kind", "reset_after"));

    assertThrows(
        CompletionException.class,
        () -> unwrap(bot.start("sendMessage", to(1001).put("text", "done all the same"))));

    await(emulator.user(1001).sees("done all the same"));
  }

  @Test
  void answersLikeABrokenGateway() {
    fault(new JsonObject().put("kind", "bad_gateway"));

    HttpResponse<Buffer> answer = bot.get("/bot" + BotApiClient.TOKEN + "/getMe");

    assertEquals(502, answer.statusCode());
    assertTrue(String.valueOf(answer.body()).startsWith("<html>"));
  }

  @Test
  void notesEveryCallWithItsOutcome() {
    bot.call("sendMessage", to(1001).put("text", "a").put("colour", "red"));
    bot.call("sendMessage", to(1001));

    String log =
        json(bot.get("/emulator/calls?method=sendMessage")).getJsonArray("result").stream()
            .map(JsonObject.class::cast)
            .map(c -> c.getInteger("status") + " " + c.getJsonArray("ignored"))
            .collect(Collectors.joining(", "));

    assertEquals("200 [\"colour\"], 400 []", log);
  }

  @Test
  void keepsOnlySoManyCalls() {
    Stream.generate(() -> new JsonObject()).limit(60).forEach(p -> bot.call("getMe", p));

    assertEquals(50, emulator.calls().all().size());
  }

  @Test
  void letsAPageActForAUser() {
    assertEquals(200, bot.post("/emulator/users", user(7, "Zoë")).statusCode());
    assertEquals(
        200,
        bot.post("/emulator/users/7/messages", new JsonObject().put("text", "/start"))
            .statusCode());
    assertEquals(404, bot.post("/emulator/users/8/messages", new JsonObject()).statusCode());
    assertEquals(
        400,
        bot.post("/emulator/users/7/messages", new JsonObject().put("text", " ")).statusCode());

    JsonObject chat = json(bot.get("/emulator/chats/7")).getJsonObject("result");

    assertEquals(
        "bot_command",
        chat.getJsonArray("messages")
            .getJsonObject(0)
            .getJsonArray("entities")
            .getJsonObject(0)
            .getString("type"));
  }

  @Test
  void keepsForeignPagesOut() {
    WebClient web = WebClient.create(vertx);

    HttpResponse<Buffer> answer =
        await(
            web.requestAbs(HttpMethod.POST, emulator.baseUrl() + "/emulator/users")
                .putHeader("Origin", "https://evil.example")
                .sendJsonObject(user(9, "Eve")));

    assertEquals(403, answer.statusCode());
  }

  @Test
  void queuesAnyUpdateAsItIs() {
    long id =
        await(emulator.inject(new JsonObject().put("subscription", new JsonObject().put("x", 1))));

    JsonObject waiting = json(bot.get("/emulator/updates")).getJsonObject("result");

    assertTrue(waiting.getJsonArray("oldest").encode().contains("\"update_id\":" + id));
  }

  @Test
  void servesThePageWithAStrictPolicy() {
    HttpResponse<Buffer> page = bot.get("/");

    assertEquals(200, page.statusCode());
    assertTrue(page.headers().contains("Content-Security-Policy"));
    assertTrue(String.valueOf(page.body()).contains("js/main.js"));
  }

  private static void fault(JsonObject what) {
    assertEquals(200, bot.post("/emulator/faults", what).statusCode());
  }

  private static JsonObject user(long id, String name) {
    return new JsonObject().put("id", id).put("first_name", name).put("language_code", "en");
  }

  private static void unwrap(Future<?> future) {
    future.toCompletionStage().toCompletableFuture().join();
  }
}

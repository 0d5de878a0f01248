package trt.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.config.Secret;

class WebhookRegistrationTest {
  private static final WebhookWish WISH =
      new WebhookWish(
          "https://bot.example/webhook", Secret.of("s"), 100, List.of("message", "callback_query"));

  private final Vertx vertx = Vertx.vertx();
  private volatile JsonObject registered = new JsonObject().put("url", "");
  private ScriptedServer server;
  private TelegramClient client;

  @BeforeEach
  void start() throws Exception {
    server = new ScriptedServer(vertx);
    server.answer = this::answer;
    client =
        new TelegramClient(
            vertx, TelegramClientTest.config(server.address()), new SimpleMeterRegistry());
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(5, TimeUnit.SECONDS);
  }

  @Test
  void setsTheWebhookWhenThereIsNoneAndNeverDropsWhatWaits() throws Exception {
    WebhookRegistration registration = registration(true);

    assertTrue(get(registration.round()));

    JsonObject set = calls("setWebhook").get(0).json();
    assertEquals("https://bot.example/webhook", set.getString("url"));
    assertEquals("s", set.getString("secret_token"));
    assertEquals(100, set.getInteger("max_connections"));
    assertFalse(set.containsKey("drop_pending_updates"));
    assertEquals("https://bot.example/webhook", registration.last().orElseThrow().url());
  }

  @Test
  void leavesAWebhookAloneOnceItIsAsWanted() throws Exception {
    WebhookRegistration registration = registration(true);

    assertTrue(get(registration.round()));
    assertFalse(get(registration.round()));

    assertEquals(1, calls("setWebhook").size());
  }

  @Test
  void setsAnUnchangedWebhookOnceBecauseTheSecretCannotBeRead() throws Exception {
    registered = wanted();

    assertTrue(get(registration(true).round()));
  }

  @Test
  void onlyLooksWhenAnotherNodeLeads() throws Exception {
    assertFalse(get(registration(false).round()));

    assertTrue(calls("setWebhook").isEmpty());
  }

  @Test
  void repairsAWebhookThatSomebodyChanged() throws Exception {
    WebhookRegistration registration = registration(true);
    assertTrue(get(registration.round()));
    registered = new JsonObject().put("url", "https://elsewhere.example/");

    assertTrue(get(registration.round()));

    assertEquals("https://bot.example/webhook", registered.getString("url"));
  }

  @Test
  void removesTheWebhookForPolling() throws Exception {
    registered = wanted();
    WebhookRegistration registration =
        new WebhookRegistration(
            vertx, client, WebhookWish.none(), () -> Future.succeededFuture(true));

    assertTrue(get(registration.round()));
    assertFalse(get(registration.round()));

    assertEquals(1, calls("deleteWebhook").size());
  }

  @Test
  void failsARoundWithoutChangingAnythingWhenTelegramIsAway() {
    server.says(502, "<html>");

    assertThrows(TelegramUnavailable.class, () -> get(registration(true).round()));
  }

  private void answer(HttpServerRequest request) {
    Object result = true;
    if (String.valueOf(request.path()).endsWith("/getWebhookInfo")) {
      result = registered;
    } else if (String.valueOf(request.path()).endsWith("/setWebhook")) {
      registered = wanted();
    } else {
      registered = new JsonObject().put("url", "");
    }
    request.response().end(new JsonObject().put("ok", true).put("result", result).encode());
  }

  private static JsonObject wanted() {
    return new JsonObject()
        .put("url", WISH.url())
        .put("max_connections", 100)
        .put("pending_update_count", 3)
        .put("allowed_updates", new JsonArray().add("callback_query").add("message"));
  }

  private WebhookRegistration registration(boolean leads) {
    return new WebhookRegistration(vertx, client, WISH, () -> Future.succeededFuture(leads));
  }

  private List<ScriptedServer.Seen> calls(String method) {
    return server.seen.stream().filter(seen -> seen.path().endsWith("/" + method)).toList();
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.await(5, TimeUnit.SECONDS);
  }
}

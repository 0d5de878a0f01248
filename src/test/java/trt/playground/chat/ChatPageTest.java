package trt.playground.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatorSettings;
import trt.playground.telegram.TelegramEmulator;

/** The chat page in a real browser, with a small bot on the other side; needs Chromium. */
class ChatPageTest {
  private static final Vertx vertx = Vertx.vertx();
  private static final TelegramEmulator emulator =
      new TelegramEmulator(vertx, EmulatorSettings.inMemory());
  private static WebClient web;

  @BeforeAll
  static void start() throws TimeoutException {
    assumeTrue(Browser.program().isPresent(), "Chromium is not installed");
    web = WebClient.create(vertx);
    wait(emulator.start(0));
    HttpServer webhook =
        wait(vertx.createHttpServer().requestHandler(ChatPageTest::bot).listen(0, "127.0.0.1"));
    wait(
        call(
            "setWebhook",
            new JsonObject().put("url", "http://127.0.0.1:" + webhook.actualPort() + "/")));
  }

  @AfterAll
  static void stop() throws TimeoutException {
    wait(vertx.close());
  }

  @Test
  void showsAConversationFromStartToThePaidResult() {
    try (Browser page = Browser.open(vertx)) {
      page.looksLike(1100, 800, false, false);
      page.goTo(emulator.baseUrl() + "/?user=1001");

      page.click("start-button", "Start");
      page.sees("Hello, Alice");
      page.click("inline-button", "Toast");
      page.sees("pressed");
      page.click("inline-button", "Change");
      page.waitUntil(
          "document.querySelector('article[data-from=bot] [data-testid=text]').textContent =="
              + " 'changed'");
      page.waitUntil("!document.querySelector('.key[aria-busy=true]')");
      page.say("sell");
      page.click("inline-button", "Pay");
      page.click("pay-confirm", "250");
      page.waitUntil("document.querySelector('[data-testid=stars]').textContent.includes('250')");

      assertEquals(List.of(), page.problems());
    }
  }

  @Test
  void speaksRussianOnAPhone() {
    try (Browser page = Browser.open(vertx)) {
      page.looksLike(390, 844, true, true);
      page.goTo(emulator.baseUrl() + "/?user=1002");

      page.click("start-button", "Начать");
      page.sees("Hello, Борис");
      page.waitUntil("document.documentElement.scrollWidth <= 390");

      assertEquals(List.of(), page.problems());
    }
  }

  private static void bot(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              request.response().end();
              JsonObject update = body.toJsonObject();
              if (update.containsKey("message")) {
                answer(update.getJsonObject("message"));
              } else if (update.containsKey("callback_query")) {
                answerPress(update.getJsonObject("callback_query"));
              } else if (update.containsKey("pre_checkout_query")) {
                String id = update.getJsonObject("pre_checkout_query").getString("id");
                call(
                    "answerPreCheckoutQuery",
                    new JsonObject().put("pre_checkout_query_id", id).put("ok", true));
              }
            });
  }

  private static void answer(JsonObject message) {
    JsonObject to = new JsonObject().put("chat_id", message.getJsonObject("chat").getLong("id"));
    String text = message.getString("text", "");
    if (text.equals("/start")) {
      String name = message.getJsonObject("from").getString("first_name");
      call(
          "sendMessage",
          to.put("text", "<b>Hello</b>, " + name)
              .put("parse_mode", "HTML")
              .put("reply_markup", keyboard()));
    } else if (text.equals("sell")) {
      JsonObject price = new JsonObject().put("label", "x").put("amount", 250);
      call(
          "sendInvoice",
          to.put("title", "Credits")
              .put("description", "d")
              .put("payload", "p")
              .put("currency", "XTR")
              .put("prices", new JsonArray().add(price)));
    }
  }

  private static void answerPress(JsonObject query) {
    JsonObject message = query.getJsonObject("message");
    boolean change = query.getString("data").equals("change");
    call(
        "answerCallbackQuery",
        new JsonObject()
            .put("callback_query_id", query.getString("id"))
            .put("text", change ? "" : "pressed"));
    if (change) {
      call(
          "editMessageText",
          new JsonObject()
              .put("chat_id", message.getJsonObject("chat").getLong("id"))
              .put("message_id", message.getInteger("message_id"))
              .put("text", "changed"));
    }
  }

  private static JsonObject keyboard() {
    JsonArray row =
        new JsonArray()
            .add(new JsonObject().put("text", "Toast").put("callback_data", "toast"))
            .add(new JsonObject().put("text", "Change").put("callback_data", "change"));
    return new JsonObject().put("inline_keyboard", new JsonArray().add(row));
  }

  @CanIgnoreReturnValue
  private static Future<HttpResponse<Buffer>> call(String method, JsonObject params) {
    return web.postAbs(emulator.baseUrl() + "/bot1:TEST/" + method).sendJsonObject(params);
  }

  @CanIgnoreReturnValue
  private static <T> T wait(Future<T> future) throws TimeoutException {
    return future.await(15, TimeUnit.SECONDS);
  }
}

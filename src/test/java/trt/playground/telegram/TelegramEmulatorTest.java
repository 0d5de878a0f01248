package trt.playground.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.playground.telegram.BotApiClient.await;
import static trt.playground.telegram.BotApiClient.keyboard;
import static trt.playground.telegram.BotApiClient.png;
import static trt.playground.telegram.BotApiClient.to;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.multipart.MultipartForm;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.user.Checkout;
import trt.playground.telegram.wire.Upload;

/** The Bot API as a bot meets it: what is accepted, what is refused and in which words. */
class TelegramEmulatorTest {
  private static final Vertx vertx = Vertx.vertx();
  private static TelegramEmulator emulator;
  private static BotApiClient bot;
  private static long nextUser = 1000;

  private EmulatedUser alice;

  @BeforeAll
  static void start() {
    emulator = new TelegramEmulator(vertx, EmulatorSettings.inMemory());
    await(emulator.start(0));
    bot = new BotApiClient(vertx, emulator.baseUrl());
  }

  @AfterAll
  static void stop() {
    await(vertx.close());
  }

  @BeforeEach
  void aliceHasWritten() {
    alice = emulator.user(++nextUser);
    await(alice.sends("/start"));
  }

  @Test
  void tellsWhoTheBotIs() {
    JsonObject me = bot.message("getMe", new JsonObject());

    assertEquals(12345, me.getInteger("id"));
    assertTrue(me.getBoolean("is_bot"));
  }

  @Test
  void refusesMalformedTokensAndUnknownMethods() {
    assertEquals(404, bot.get("/botnonsense/getMe").statusCode());
    assertEquals(
        "Not Found", BotApiClient.json(bot.get("/botnonsense/getMe")).getString("description"));
    assertEquals("404 Not Found: method not found", bot.refusal("sendTelepathy", new JsonObject()));
    assertEquals(
        "400 Bad Request: method sendDice is not available in this emulator",
        bot.refusal("sendDice", to(alice.id())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sendMessage|{\"text\":\"hi\"}|400 Bad Request: chat_id is empty",
        "sendMessage|{\"chat_id\":1}|400 Bad Request: message text is empty",
        "sendMessage|{\"chat_id\":9,\"text\":\"hi\"}|400 Bad Request: chat not found",
        "sendPhoto|{\"chat_id\":1001}|400 Bad Request: there is no photo in the request",
        "sendPhoto|{\"chat_id\":1001,\"photo\":\"nope\"}|400 Bad Request: wrong file identifier/HTTP URL specified",
        "answerCallbackQuery|{\"callback_query_id\":\"7\"}|400 Bad Request: query is too old and response timeout expired or query ID is invalid",
        "answerCallbackQuery|{}|400 Bad Request: parameter \"callback_query_id\" is required",
        "editMessageText|{\"chat_id\":1001,\"message_id\":\"x\",\"text\":\"a\"}|400 Bad Request: field \"message_id\" must be of type Integer",
        "sendMessage|{\"chat_id\":1001,\"text\":\"a\",\"reply_markup\":{\"inline_keyboard\":[[{\"text\":\"b\"}]]}}|400 Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        "sendMessage|{\"chat_id\":1001,\"text\":\"a\",\"reply_markup\":{\"inline_keyboard\":[[{\"callback_data\":\"b\"}]]}}|400 Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
        "sendMessage|{\"chat_id\":1001,\"text\":\"a\",\"reply_markup\":\"{\"}|400 Bad Request: can't parse reply keyboard markup JSON object",
        "sendMessage|{\"chat_id\":1001,\"text\":\"<b>a\",\"parse_mode\":\"HTML\"}|400 Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        "sendChatAction|{\"chat_id\":1001,\"action\":\"dancing\"}|400 Bad Request: wrong parameter action in request",
        "setWebhook|{\"url\":\"http://a/\",\"secret_token\":\"no spaces\"}|400 Bad Request: secret token contains unallowed characters",
        "getFile|{\"file_id\":\"gone\"}|400 Bad Request: wrong file_id or the file is temporarily unavailable",
        "editMessageText|{\"chat_id\":1001,\"message_id\":999,\"text\":\"a\"}|400 Bad Request: message to edit not found",
        "deleteMessage|{\"chat_id\":1001,\"message_id\":999}|400 Bad Request: message to delete not found"
      })
  void refusesInTelegramsWords(String method, String params, String refusal) {
    assertEquals(refusal, bot.refusal(method, new JsonObject(params)));
  }

  @Test
  void keepsTelegramsLimitsOfLength() {
    JsonObject text = to(alice.id()).put("text", "я".repeat(4097));
    assertEquals("400 Bad Request: message is too long", bot.refusal("sendMessage", text));
    assertTrue(bot.call("sendMessage", text.put("text", "я".repeat(4096))).getBoolean("ok"));

    JsonObject button =
        to(alice.id()).put("text", "a").put("reply_markup", keyboard("b", "я".repeat(33)));
    assertEquals("400 Bad Request: BUTTON_DATA_INVALID", bot.refusal("sendMessage", button));
    assertTrue(
        bot.call("sendMessage", button.put("reply_markup", keyboard("b", "я".repeat(32))))
            .getBoolean("ok"));
  }

  @Test
  void parsesHtmlIntoEntities() {
    JsonObject sent =
        bot.message(
            "sendMessage",
            to(alice.id())
                .put("text", " <b>Hi &amp; <i>you</i></b> 🎉 <a href=\"https://a.b/\">link</a> ")
                .put("parse_mode", "HTML"));

    assertEquals("Hi & you 🎉 link", sent.getString("text"));
    assertEquals(
        new JsonArray(
            "[{\"type\":\"bold\",\"offset\":0,\"length\":8},"
                + "{\"type\":\"italic\",\"offset\":5,\"length\":3},"
                + "{\"type\":\"text_link\",\"offset\":12,\"length\":4,\"url\":\"https://a.b/\"}]"),
        sent.getJsonArray("entities"));
  }

  @Test
  void editsInPlaceAndSaysWhenNothingChanged() {
    JsonObject sent = bot.message("sendMessage", to(alice.id()).put("text", "one"));
    JsonObject edit =
        to(alice.id()).put("message_id", sent.getInteger("message_id")).put("text", "two");

    JsonObject edited = bot.message("editMessageText", edit);

    assertEquals("two", edited.getString("text"));
    assertTrue(
        bot.refusal("editMessageText", edit)
            .startsWith("400 Bad Request: message is not modified:"));
    await(alice.sees("two"));
    bot.ok("deleteMessage", edit);
    assertEquals(
        "400 Bad Request: message to edit not found", bot.refusal("editMessageText", edit));
  }

  @Test
  void turnsTextIntoAPhotoByUploadAndThenHasNoTextToEdit() {
    int id =
        bot.message("sendMessage", to(alice.id()).put("text", "wait")).getInteger("message_id");
    MultipartForm form =
        MultipartForm.create()
            .attribute("chat_id", Long.toString(alice.id()))
            .attribute("message_id", Integer.toString(id))
            .attribute(
                "media",
                "{\"type\":\"photo\",\"media\":\"attach://pic\",\"caption\":\"<i>done</i>\",\"parse_mode\":\"HTML\"}")
            .binaryFileUpload("pic", "a.png", png(640, 480), "image/png");

    JsonObject message = bot.form("editMessageMedia", form).getJsonObject("result");

    assertEquals("done", message.getString("caption"));
    assertFalse(message.containsKey("text"));
    assertEquals(640, message.getJsonArray("photo").getJsonObject(1).getInteger("width"));
    assertEquals(
        "400 Bad Request: there is no text in the message to edit",
        bot.refusal("editMessageText", to(alice.id()).put("message_id", id).put("text", "x")));
  }

  @Test
  void sendsAgainByFileIdAndLetsDownload() {
    JsonObject photo =
        await(alice.sends(FileKind.PHOTO, new Upload("a.png", "image/png", png(20, 10)), "look"));
    String fileId = photo.getJsonArray("photo").getJsonObject(0).getString("file_id");

    bot.ok("sendPhoto", to(alice.id()).put("photo", fileId));
    String path =
        bot.message("getFile", new JsonObject().put("file_id", fileId)).getString("file_path");

    assertEquals(png(20, 10), bot.get("/file/bot" + BotApiClient.TOKEN + "/" + path).body());
    assertEquals(
        "400 Bad Request: can't use file of type Photo as Video",
        bot.refusal("sendVideo", to(alice.id()).put("video", fileId)));
  }

  @Test
  void fetchesPhotosByUrlAndRefusesWhatIsNoPhoto() {
    String page = emulator.baseUrl() + "/emulator/users";
    assertEquals(
        "400 Bad Request: IMAGE_PROCESS_FAILED",
        bot.refusal("sendPhoto", to(alice.id()).put("photo", page)));
    assertEquals(
        "400 Bad Request: failed to get HTTP URL content",
        bot.refusal("sendPhoto", to(alice.id()).put("photo", "http://127.0.0.1:1/a.png")));

    JsonObject own =
        await(alice.sends(FileKind.PHOTO, new Upload("a.png", "image/png", png(9, 9)), ""));
    String id = own.getJsonArray("photo").getJsonObject(0).getString("file_id");
    bot.ok("sendPhoto", to(alice.id()).put("photo", emulator.baseUrl() + "/emulator/files/" + id));
    await(alice.seesPhoto());
  }

  @Test
  void sendsAlbumsWholeOrNotAtAll() {
    MultipartForm form =
        MultipartForm.create()
            .attribute("chat_id", Long.toString(alice.id()))
            .attribute(
                "media",
                "[{\"type\":\"photo\",\"media\":\"attach://a\"},{\"type\":\"photo\",\"media\":\"attach://b\"}]")
            .binaryFileUpload("a", "a.png", png(8, 8), "image/png")
            .binaryFileUpload("b", "b.png", png(8, 8), "image/png");

    JsonArray album = bot.form("sendMediaGroup", form).getJsonArray("result");

    assertEquals(2, album.size());
    assertEquals(
        album.getJsonObject(0).getString("media_group_id"),
        album.getJsonObject(1).getString("media_group_id"));
    int before = await(alice.chat()).size();
    JsonObject broken =
        to(alice.id())
            .put(
                "media",
                new JsonArray(
                    "[{\"type\":\"photo\",\"media\":\"x\"},{\"type\":\"photo\",\"media\":\"y\"}]"));
    assertTrue(bot.refusal("sendMediaGroup", broken).startsWith("400 "));
    assertEquals(before, await(alice.chat()).size());
  }

  @Test
  void refusesPhotosThatAreTooLargeOrTooNarrow() {
    MultipartForm narrow =
        MultipartForm.create()
            .attribute("chat_id", Long.toString(alice.id()))
            .binaryFileUpload("photo", "a.png", png(2100, 10), "image/png");
    MultipartForm large =
        MultipartForm.create()
            .attribute("chat_id", Long.toString(alice.id()))
            .binaryFileUpload(
                "photo", "a.png", Buffer.buffer(new byte[11 * 1024 * 1024]), "image/png");

    assertEquals(
        "Bad Request: PHOTO_INVALID_DIMENSIONS",
        bot.form("sendPhoto", narrow).getString("description"));
    assertEquals(413, bot.form("sendPhoto", large).getInteger("error_code"));
  }

  @Test
  void answersAPressedButtonOnce() {
    bot.ok(
        "sendMessage",
        to(alice.id()).put("text", "choose").put("reply_markup", keyboard("Flux", "m:1")));

    EmulatedUser.Tap tap = await(alice.taps("Flux"));
    JsonObject answer =
        new JsonObject()
            .put("callback_query_id", tap.id())
            .put("text", "ok")
            .put("show_alert", true);
    bot.ok("answerCallbackQuery", answer);

    assertEquals("ok", await(tap.answer()).getString("text"));
    assertTrue(bot.refusal("answerCallbackQuery", answer).contains("query is too old"));
    assertEquals(
        "400 Bad Request: MESSAGE_TOO_LONG",
        bot.refusal("answerCallbackQuery", answer.put("text", "x".repeat(201))));
  }

  @Test
  void cannotWriteToWhoBlockedOrNeverWrote() {
    await(alice.blocks(true));
    assertEquals(
        "403 Forbidden: bot was blocked by the user",
        bot.refusal("sendMessage", to(alice.id()).put("text", "hi")));

    EmulatedUser stranger = emulator.user(++nextUser);
    await(stranger.stars());
    assertEquals(
        "403 Forbidden: bot can't initiate conversation with a user",
        bot.refusal("sendMessage", to(stranger.id()).put("text", "hi")));
  }

  @Test
  void sellsForStarsAndGivesBackOnce() {
    JsonObject invoice =
        to(alice.id())
            .put("title", "100 credits")
            .put("description", "For pictures")
            .put("payload", "topup:1")
            .put("currency", "XTR")
            .put(
                "prices",
                new JsonArray().add(new JsonObject().put("label", "x").put("amount", 200)));
    int id = bot.message("sendInvoice", invoice).getInteger("message_id");
    long before = await(alice.stars());

    var paying = alice.pays(id);
    JsonObject query = nextUpdate("pre_checkout_query");
    assertEquals("topup:1", query.getString("invoice_payload"));
    bot.ok(
        "answerPreCheckoutQuery",
        new JsonObject().put("pre_checkout_query_id", query.getString("id")).put("ok", true));
    Checkout.Result result = await(paying);

    assertEquals(Checkout.Outcome.PAID, result.outcome());
    assertEquals(before - 200, await(alice.stars()));
    JsonObject refund =
        new JsonObject()
            .put("user_id", alice.id())
            .put("telegram_payment_charge_id", result.detail());
    bot.ok("refundStarPayment", refund);
    assertEquals(before, await(alice.stars()));
    assertEquals(
        "400 Bad Request: CHARGE_ALREADY_REFUNDED", bot.refusal("refundStarPayment", refund));
    JsonArray transactions =
        bot.message("getStarTransactions", new JsonObject()).getJsonArray("transactions");
    assertEquals(2, transactions.size());
    assertEquals(result.detail(), transactions.getJsonObject(0).getString("id"));
  }

  @Test
  void refusesPaymentsWithoutStarsOrAgainstTheBotsWill() {
    JsonObject invoice =
        to(alice.id())
            .put("title", "t")
            .put("description", "d")
            .put("payload", "p")
            .put("currency", "XTR")
            .put(
                "prices",
                new JsonArray().add(new JsonObject().put("label", "x").put("amount", 600)));
    int id = bot.message("sendInvoice", invoice).getInteger("message_id");
    assertEquals(Checkout.Outcome.NOT_ENOUGH_STARS, await(alice.pays(id)).outcome());

    await(alice.buysStars(1000));
    var paying = alice.pays(id);
    JsonObject query = nextUpdate("pre_checkout_query");
    bot.ok(
        "answerPreCheckoutQuery",
        new JsonObject()
            .put("pre_checkout_query_id", query.getString("id"))
            .put("ok", false)
            .put("error_message", "sold out"));

    assertEquals(new Checkout.Result(Checkout.Outcome.REFUSED_BY_BOT, "sold out"), await(paying));
    assertEquals(1500, await(alice.stars()));
  }

  @Test
  void remembersCommandsByLanguage() {
    JsonArray commands = new JsonArray("[{\"command\":\"start\",\"description\":\"Begin\"}]");
    bot.ok("setMyCommands", new JsonObject().put("commands", commands));
    bot.ok(
        "setMyCommands",
        new JsonObject()
            .put("commands", new JsonArray("[{\"command\":\"start\",\"description\":\"Начать\"}]"))
            .put("language_code", "ru"));

    assertEquals(commands, bot.ok("getMyCommands", new JsonObject()));
    await(emulator.user(++nextUser, "Борис", "ru").sends("/start"));
    JsonObject page =
        BotApiClient.json(bot.get("/emulator/chats/" + nextUser)).getJsonObject("result");
    assertEquals("Начать", page.getJsonArray("commands").getJsonObject(0).getString("description"));
  }

  /** The newest update of this kind, by polling; everything older is confirmed. */
  private static JsonObject nextUpdate(String kind) {
    long offset = 0;
    for (int round = 0; round < 1000; round++) {
      JsonArray updates =
          (JsonArray)
              bot.ok("getUpdates", new JsonObject().put("timeout", 10).put("offset", offset));
      for (Object item : updates) {
        JsonObject update = (JsonObject) item;
        offset = update.getLong("update_id") + 1;
        if (update.containsKey(kind)) {
          bot.ok("getUpdates", new JsonObject().put("offset", offset).put("limit", 1));
          return update.getJsonObject(kind);
        }
      }
    }
    throw new AssertionError("no " + kind);
  }
}

package trt.telegram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trt.config.Secret;
import trt.config.TelegramConfig;
import trt.testing.LogCapture;

class TelegramClientTest {
  private static final String TOKEN = "42:THE-SECRET-PART";
  private static final JsonObject TEXT = new JsonObject().put("chat_id", 7).put("text", "hi");
  private static Vertx vertx;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private ScriptedServer server;
  private TelegramClient client;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() throws Exception {
    vertx.close().await(5, TimeUnit.SECONDS);
  }

  @BeforeEach
  void startServer() throws Exception {
    server = new ScriptedServer(vertx);
    client = new TelegramClient(vertx, config(server.address()), registry);
  }

  @AfterEach
  void stopServer() throws Exception {
    client.close().await(5, TimeUnit.SECONDS);
    server.close();
  }

  @Test
  void givesTheResultOfACallThatSucceeds() throws Exception {
    server.says(200, "{\"ok\":true,\"result\":{\"message_id\":5}}");

    Reply reply = get(client.call("sendMessage", TEXT));

    assertEquals(new Reply.Done(new JsonObject().put("message_id", 5)), reply);
    assertEquals("/bot" + TOKEN + "/sendMessage", server.seen.get(0).path());
    assertEquals(TEXT, server.seen.get(0).json());
    assertEquals(1, counted("sendMessage", "done"));
  }

  @Test
  void givesPlainTrueAndListsAsTheyAre() throws Exception {
    server.says(200, "{\"ok\":true,\"result\":true}");
    assertEquals(new Reply.Done(true), get(client.call("deleteMessage", TEXT)));

    server.says(200, "{\"ok\":true,\"result\":[]}");
    assertEquals(new Reply.Done(new JsonArray()), get(client.call("getUpdates", TEXT)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400|Bad Request: message is not modified: specified new message content|NOT_MODIFIED",
        "400|Bad Request: message to edit not found|MESSAGE_GONE",
        "400|Bad Request: message can't be deleted for everyone|MESSAGE_GONE",
        "400|Bad Request: query is too old and response timeout expired|QUERY_TOO_OLD",
        "400|Bad Request: chat not found|CHAT_GONE",
        "403|Forbidden: bot was blocked by the user|BLOCKED",
        "400|Bad Request: can't parse entities: Unsupported start tag|BAD_MARKUP",
        "400|Bad Request: BUTTON_DATA_INVALID|CONTENT",
        "400|Bad Request: wrong file identifier/HTTP URL specified|CONTENT",
        "401|Unauthorized|UNAUTHORIZED",
        "404|Not Found|UNAUTHORIZED",
        "409|Conflict: terminated by other getUpdates request|CONFLICT",
        "400|Bad Request: CHARGE_ALREADY_REFUNDED|ALREADY_REFUNDED",
        "400|Bad Request: something new|OTHER"
      })
  void namesWhyACallIsRefused(int code, String words, RefusalKind kind) throws Exception {
    JsonObject body =
        new JsonObject().put("ok", false).put("error_code", code).put("description", words);
    server.says(code, body.encode());

    Reply reply = get(client.call("editMessageText", TEXT));

    assertEquals(new Reply.Refused(code, words, kind, 0), reply);
    assertEquals(1, counted("editMessageText", "refused"));
  }

  @Test
  void keepsNoTokenThatAServerBetweenRepeats() throws Exception {
    server.says(
        404,
        "{\"ok\":false,\"error_code\":404,\"description\":\"no /bot700000001:Some_Token-of5/x here\"}");

    assertEquals(
        new Reply.Refused(404, "no /bot***/x here", RefusalKind.UNAUTHORIZED, 0),
        get(client.call("getMe", TEXT)));
  }

  @Test
  void tellsTheNewIdOfAGroupThatMoved() throws Exception {
    server.says(
        400,
        "{\"ok\":false,\"error_code\":400,\"description\":\"Bad Request: group chat was upgraded\","
            + "\"parameters\":{\"migrate_to_chat_id\":-1001234567890}}");

    Reply.Refused reply =
        assertInstanceOf(Reply.Refused.class, get(client.call("sendMessage", TEXT)));

    assertEquals(RefusalKind.MIGRATED, reply.kind());
    assertEquals(-1001234567890L, reply.migratedTo());
  }

  @Test
  void takesThePauseOfA429FromItsBody() throws Exception {
    server.says(429, "{\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":17}}");

    assertEquals(
        new Reply.Throttled(Duration.ofSeconds(17)), get(client.call("sendMessage", TEXT)));
    assertEquals(1, counted("sendMessage", "throttled"));
  }

  @Test
  void takesThePauseOfA429FromItsHeaderWhenTheBodyIsNoJson() throws Exception {
    server.answer =
        request ->
            request.response().setStatusCode(429).putHeader("Retry-After", "9").end("<html>");

    assertEquals(new Reply.Throttled(Duration.ofSeconds(9)), get(client.call("sendMessage", TEXT)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "502|<html>Bad Gateway</html>",
        "500|{\"ok\":false,\"error_code\":500,\"description\":\"Internal Server Error: restart\"}",
        "200|garbage",
        "200|[1,2]",
        "200|{\"ok\":true}",
        "302|moved"
      })
  void leavesTheOutcomeOpenWhenTheAnswerSaysNothing(int status, String body) {
    server.says(status, body);

    TelegramUnavailable failure = fails(client.call("sendMessage", TEXT));

    assertFalse(failure.notSent());
    assertEquals(1, counted("sendMessage", "unavailable"));
  }

  @Test
  void leavesTheOutcomeOpenWhenTheAnswerIsCut() {
    server.answer = request -> request.connection().close();
    assertFalse(fails(client.call("sendMessage", TEXT)).notSent());

    server.answer =
        request -> {
          request.response().putHeader("Content-Length", "1000").write("{\"ok\":");
          vertx.setTimer(20, late -> request.connection().close());
        };
    assertFalse(fails(client.call("sendMessage", TEXT)).notSent());
  }

  @Test
  void leavesTheOutcomeOpenAfterTheReadTimeout() {
    server.answer = request -> {};

    TelegramUnavailable failure = fails(client.call("sendMessage", TEXT));

    assertFalse(failure.notSent());
    assertNoSecret(failure);
  }

  @Test
  void leavesTheOutcomeOpenWhenTheAnswerDrips() {
    server.answer =
        request -> {
          request.response().setChunked(true).write("{\"ok\":");
          long drip = vertx.setPeriodic(50, tick -> request.response().write(" "));
          request.connection().closeHandler(closed -> vertx.cancelTimer(drip));
        };

    assertFalse(fails(client.call("sendMessage", TEXT)).notSent());
  }

  @Test
  void knowsThatNothingWasSentWithoutAConnection() throws Exception {
    int closedPort;
    try (ServerSocket socket = new ServerSocket(0)) {
      closedPort = socket.getLocalPort();
    }
    TelegramClient lonely =
        new TelegramClient(vertx, config(URI.create("http://127.0.0.1:" + closedPort)), registry);

    TelegramUnavailable failure = fails(lonely.call("sendMessage", TEXT));

    assertTrue(failure.notSent());
    assertNoSecret(failure);
    get(lonely.close());
  }

  @Test
  void countsUnknownMethodsUnderOneLabel() throws Exception {
    server.says(200, "{\"ok\":true,\"result\":true}");

    assertInstanceOf(Reply.Done.class, get(client.call("inventedJustNow", TEXT)));

    assertEquals(1, counted("other", "done"));
  }

  @Test
  void whatComesTooLateWhenTheConnectionStandsIsNotWritten() {
    Future<Reply> late = client.call("sendMessage", new JsonObject(), () -> false);
    TelegramUnavailable told = assertThrows(TelegramUnavailable.class, () -> get(late));

    assertTrue(told.notSent());
    assertEquals(0, server.seen.size());
  }

  @Test
  void whatIsDroppedIsNoErrorInTheLog() throws Exception {
    Class<?> request = Class.forName("io.vertx.core.http.impl.HttpClientRequestImpl");
    try (LogCapture log = LogCapture.of(request)) {
      Future<Reply> late = client.call("sendMessage", new JsonObject(), () -> false);
      TelegramUnavailable told = assertThrows(TelegramUnavailable.class, () -> get(late));
      server.says(200, "{\"ok\":true,\"result\":true}");
      Reply next = get(client.call("sendMessage", new JsonObject()));

      assertTrue(told.notSent());
      assertInstanceOf(Reply.Done.class, next);
      assertEquals(List.of(), log.atLeast(Level.WARN));
    }
  }

  @Test
  void uploadsFilesAndBytesAsMultipart(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a.bin"), "from disk ".repeat(50_000));
    server.says(200, "{\"ok\":true,\"result\":{\"message_id\":6}}");
    JsonObject params =
        new JsonObject().put("chat_id", 7).put("media", new JsonArray().add("attach://a"));

    Reply reply =
        get(
            client.upload(
                "sendMediaGroup",
                params,
                List.of(
                    new Upload.OfFile("a", "a.bin", "video/mp4", file),
                    new Upload.OfBytes("b", "b.png", "image/png", Buffer.buffer("in memory"))),
                () -> true));

    assertInstanceOf(Reply.Done.class, reply);
    ScriptedServer.Seen seen = server.seen.get(0);
    assertTrue(seen.contentType().startsWith("multipart/form-data"));
    String body = seen.body().toString();
    assertTrue(body.contains("[\"attach://a\"]"));
    assertTrue(body.contains("filename=\"a.bin\"") && body.contains("from disk from disk"));
    assertTrue(body.contains("filename=\"b.png\"") && body.contains("in memory"));
  }

  @Test
  void downloadsAFileToDisk(@TempDir Path folder) throws Exception {
    serveFile(Buffer.buffer(new byte[300_000]));

    Path file = get(client.download("id", folder.resolve("x"), 1 << 20));

    assertEquals(300_000, Files.size(file));
    assertEquals("/file/bot" + TOKEN + "/photos/1.jpg", server.seen.get(1).path());
  }

  @Test
  void refusesToDownloadMoreThanAllowed(@TempDir Path folder) {
    serveFile(Buffer.buffer(new byte[300_000]));

    Throwable failure =
        assertThrows(
            TelegramRefused.class, () -> get(client.download("id", folder.resolve("x"), 1000)));

    assertNoSecret(failure);
  }

  @Test
  void saysWhoTheBotIsOrThatTheTokenIsWrong() throws Exception {
    server.says(
        200, "{\"ok\":true,\"result\":{\"id\":42,\"username\":\"a_bot\",\"first_name\":\"A\"}}");
    assertEquals(new BotAccount(42, "a_bot", "A"), get(client.getMe()));

    server.says(401, "{\"ok\":false,\"error_code\":401,\"description\":\"Unauthorized\"}");
    TelegramRefused refused = assertThrows(TelegramRefused.class, () -> get(client.getMe()));
    assertEquals(RefusalKind.UNAUTHORIZED, refused.kind());
  }

  private void serveFile(Buffer content) {
    server.answer =
        request ->
            request
                .response()
                .end(
                    String.valueOf(request.path()).endsWith("getFile")
                        ? Buffer.buffer("{\"ok\":true,\"result\":{\"file_path\":\"photos/1.jpg\"}}")
                        : content);
  }

  private double counted(String method, String outcome) {
    return registry
        .get("trt.telegram.calls")
        .tags("method", method, "outcome", outcome)
        .counter()
        .count();
  }

  private static TelegramUnavailable fails(Future<?> future) {
    return assertThrows(TelegramUnavailable.class, () -> get(future));
  }

  private static void assertNoSecret(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    assertFalse(text.toString().contains("SECRET"), text::toString);
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.await(5, TimeUnit.SECONDS);
  }

  static TelegramConfig config(URI address) {
    return new TelegramConfig(
        address,
        Secret.of(TOKEN),
        TelegramConfig.Mode.WEBHOOK,
        URI.create("https://bot.example"),
        Secret.of("webhook-secret"),
        100,
        Duration.ofMillis(500),
        Duration.ofMillis(500),
        Duration.ofMillis(300),
        Duration.ofMillis(100),
        20);
  }
}

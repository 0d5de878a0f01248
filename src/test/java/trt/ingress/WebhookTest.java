package trt.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.ingress.IngressBench.message;
import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.domain.inbox.UpdateKind;
import trt.testing.Await;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** The public port over real HTTP, in front of a real database. */
class WebhookTest {
  private final IngressBench bench = new IngressBench(MigratedPostgres.fresh("http.port", 0));

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void twoHundredMeansTheRowIsThere() {
    for (int id = 1; id <= 50; id++) {
      assertEquals(200, bench.status(message(id, 7)));
      assertEquals(1, rows("tg_update where update_id = " + id));
      assertEquals(1, rows("tg_ready where update_id = " + id));
    }
  }

  @Test
  void theSameUpdateTwentyTimesOnEightConnectionsIsOneRow() {
    List<Future<HttpResponse<Buffer>>> posts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      posts.add(bench.post(message(9, 7)));
    }

    for (Future<HttpResponse<Buffer>> post : posts) {
      assertEquals(200, get(post).statusCode());
    }
    assertEquals(1, rows("tg_update"));
    assertEquals(1, rows("tg_ready"));
  }

  @Test
  void manyUpdatesAtOnceAreAllKept() {
    List<Future<HttpResponse<Buffer>>> posts = new ArrayList<>();
    for (int id = 1; id <= 500; id++) {
      posts.add(bench.post(message(id, id % 40)));
    }
    for (Future<HttpResponse<Buffer>> post : posts) {
      assertEquals(200, get(post).statusCode());
    }
    assertEquals(500, rows("tg_update"));
  }

  @Test
  void aBatchAcrossSeveralMissingPartitionsIsKept() {
    List<Future<HttpResponse<Buffer>>> posts = new ArrayList<>();
    for (int id : List.of(1, 5_000_000, 9_000_000, 2_147_483_647, 700_000_000)) {
      posts.add(bench.post(message(id, 7)));
    }
    for (Future<HttpResponse<Buffer>> post : posts) {
      assertEquals(200, get(post).statusCode());
    }
    assertEquals(5, rows("tg_update"));
  }

  @Test
  void aWrongOrMissingSecretIs401() {
    Buffer body = Buffer.buffer(message(1, 7));
    assertEquals(401, get(bench.post("/webhook", "wrong", body)).statusCode());
    assertEquals(401, get(bench.post("/webhook", "", body)).statusCode());
    assertEquals(401, get(bench.send(HttpMethod.POST, "/webhook")).statusCode());
    assertEquals(0, rows("tg_update"));
  }

  @Test
  void aStrangerIsTurnedAwayBeforeTheBodyIsRead() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bench.port)) {
      socket.setSoTimeout(10_000);
      String head = "POST /webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().flush();

      byte[] answer = socket.getInputStream().readNBytes(12);

      assertEquals("HTTP/1.1 401", new String(answer, StandardCharsets.US_ASCII));
    }
  }

  @Test
  void garbageIs400() {
    for (String garbage :
        List.of(
            "",
            "not json",
            "{",
            "[]",
            "[1]",
            "null",
            "1",
            "\"text\"",
            "{}",
            "{\"update_id\":null}",
            "{\"update_id\":\"1\"}",
            "{\"update_id\":0}",
            "{\"update_id\":-5}",
            "{\"update_id\":1.5}",
            "{\"update_id\":99999999999}",
            "{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000))) {
      assertEquals(400, bench.status(garbage), garbage);
    }
    assertEquals(0, rows("tg_update"));
  }

  @Test
  void twoMebibytesAre413AndTheServerLivesOn() {
    Buffer big = Buffer.buffer(new byte[2 << 20]);
    assertEquals(
        413,
        bench
            .post("/webhook", IngressBench.SECRET, big)
            .map(HttpResponse::statusCode)
            .otherwise(413) // it may close the connection while we are still writing
            .await());
    assertEquals(200, bench.status(message(1, 7)));
  }

  @Test
  void otherMethodsAre405() {
    for (HttpMethod method :
        List.of(HttpMethod.GET, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.PATCH)) {
      assertEquals(405, get(bench.send(method, "/webhook")).statusCode(), method.name());
    }
    assertEquals(404, get(bench.send(HttpMethod.GET, "/nowhere")).statusCode());
  }

  @Test
  void kindsAndFieldsNobodyKnowsAreAccepted() {
    assertEquals(200, bench.status("{\"update_id\":1}"));
    assertEquals(200, bench.status("{\"update_id\":2,\"telepathy\":{\"from\":{\"id\":7}}}"));
    assertEquals(200, bench.status("{\"update_id\":3,\"telepathy\":[1]}"));
    assertEquals(200, bench.status("{\"update_id\":4,\"message\":\"odd\"}"));
    assertEquals(4, rows("tg_update"));
    assertEquals(3, rows("tg_update where kind = " + UpdateKind.OTHER.code()));
  }

  @Test
  void updatesOfOneChatShareItsKeyWhateverTheirKind() {
    assertEquals(200, bench.status(message(1, -100)));
    assertEquals(
        200,
        bench.status(
            """
            {"update_id":2,"callback_query":{"id":"q","from":{"id":5},"data":"home",
             "message":{"message_id":3,"chat":{"id":-100}}}}"""));
    assertEquals(
        200, bench.status("{\"update_id\":3,\"inline_query\":{\"id\":\"q\",\"from\":{\"id\":5}}}"));
    assertEquals(2, rows("tg_ready where chat_key = -100"));
    assertEquals(1, rows("tg_ready where chat_key = 5"));
  }

  @Test
  void aCallbackOfKieIsKeptOnceAndAcknowledgedEveryTime() {
    bench.postgres.column("insert into gen_attempt (job_id, attempt) values (11, 1) returning 1");
    String path = "/kie/callback/11/1/" + bench.signer.mac(11, 1);
    Buffer body = Buffer.buffer("{\"data\":{\"taskId\":\"t\"}}");

    for (int i = 0; i < 3; i++) {
      assertEquals(200, get(bench.post(path, "", body)).statusCode());
    }
    assertEquals(200, get(bench.post(path, "", Buffer.buffer("garbage"))).statusCode());

    assertEquals(2, rows("kie_event"));
  }

  @Test
  void aCallbackWithAWrongAddressIs401() {
    for (String path :
        List.of(
            "/kie/callback/11/1/" + bench.signer.mac(12, 1),
            "/kie/callback/11/2/" + bench.signer.mac(11, 1),
            "/kie/callback/x/1/" + bench.signer.mac(11, 1),
            "/kie/callback/11/1/%00",
            "/kie/callback/11/1/mac")) {
      assertEquals(401, get(bench.post(path, "", Buffer.buffer("{}"))).statusCode(), path);
    }
    assertEquals(0, rows("kie_event"));
  }

  @Test
  void stoppingLetsWhatIsInFlightAnswer() throws SQLException {
    assertEquals(200, bench.status(message(1_000, 7)));
    List<Future<HttpResponse<Buffer>>> posts = new ArrayList<>();
    Future<Void> stopping;
    try (Connection lock = TestPostgres.connect(bench.postgres.uri());
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      assertFalse(statement.execute("lock table tg_update in exclusive mode"));
      for (int id = 1; id <= 8; id++) {
        posts.add(bench.post(message(id, id)));
      }
      Await.until(() -> rows("pg_locks where not granted") > 0);
      stopping = bench.stop();
      lock.commit();
    }

    long answered = 0;
    for (Future<HttpResponse<Buffer>> post : posts) {
      answered += get(post.map(r -> r.statusCode() == 200 ? 1 : 0).otherwise(0));
    }
    get(stopping);

    assertTrue(answered > 0, "the commit under way was answered");
    assertEquals(answered, rows("tg_update") - 1, "a row for every 200, a 200 for every row");
    Await.until(this::refused);
  }

  private boolean refused() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), bench.port)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }

  private long rows(String from) {
    return bench.postgres.number("select count(*) from " + from);
  }
}

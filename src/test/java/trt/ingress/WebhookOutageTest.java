package trt.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.ingress.IngressBench.message;
import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.testing.Await;
import trt.testing.Frozen;
import trt.testing.LogCapture;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** PostgreSQL frozen under a running webhook: Telegram is told to come back, nothing is lost. */
class WebhookOutageTest {
  private static final EmbeddedPostgres SERVER = TestPostgres.ownServer();
  private static final int QUEUE = 5;

  private final LogCapture log = LogCapture.of(GroupCommit.class);
  private final IngressBench bench =
      new IngressBench(
          MigratedPostgres.on(
              TestPostgres.uri(SERVER),
              "http.port",
              0,
              "ingress.commitTimeout",
              "800ms",
              "ingress.queueRows",
              QUEUE,
              "ingress.batchRows",
              1,
              "ingress.retryAfter",
              "7s",
              "database.acquireTimeout",
              "500ms"));

  @AfterEach
  void close() {
    bench.close();
    log.close();
  }

  @AfterAll
  static void stop() throws IOException {
    SERVER.close();
  }

  @Test
  void whileTheDatabaseIsFrozenTelegramKeepsTheUpdatesAndAfterwardsTheyCome() {
    assertEquals(200, bench.status(message(1, 7)));
    List<Integer> refused = new ArrayList<>();
    try (Frozen frozen = Frozen.postgres(bench.postgres.uri())) {
      assertTrue(frozen != null);
      List<Future<HttpResponse<Buffer>>> posts = new ArrayList<>();
      for (int id = 2; id <= 9; id++) {
        posts.add(bench.post(message(id, 7)));
      }
      for (int i = 0; i < posts.size(); i++) {
        HttpResponse<Buffer> answer = get(posts.get(i));
        assertEquals(503, answer.statusCode());
        assertEquals("7", answer.getHeader("Retry-After"));
        refused.add(i + 2);
      }
    }

    for (int id : refused) {
      Await.until(() -> bench.status(message(id, 7)) == 200, Duration.ofSeconds(20));
    }
    assertEquals(9, bench.postgres.number("select count(*) from tg_update"));
    assertTrue(log.atLeast(ch.qos.logback.classic.Level.WARN).size() <= 1, "said once");
  }
}

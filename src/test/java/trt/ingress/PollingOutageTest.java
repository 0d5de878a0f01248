package trt.ingress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import ch.qos.logback.classic.Level;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatorSettings;
import trt.playground.telegram.TelegramEmulator;
import trt.testing.Await;
import trt.testing.Frozen;
import trt.testing.LogCapture;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** Polling when nothing can be stored, and when Telegram's answers are odd. */
class PollingOutageTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);

  @Test
  void whileTheDatabaseIsFrozenNothingIsConfirmedAndAfterwardsAllComes() throws IOException {
    TelegramEmulator telegram = new TelegramEmulator(vertx(), EmulatorSettings.inMemory());
    assertTrue(get(telegram.start(0)) > 0);
    try (EmbeddedPostgres server = TestPostgres.ownServer();
        LogCapture log = LogCapture.of(PollPace.class);
        PollingBench bench = bench(TestPostgres.uri(server), telegram.baseUrl())) {
      bench.start();
      inject(telegram, 1);
      Await.until(() -> bench.stored() == 1 && pending(telegram) == 0);
      try (Frozen frozen = Frozen.postgres(bench.postgres.uri())) {
        assertTrue(frozen != null);
        inject(telegram, 30);
        Await.until(() -> shed(bench) >= 40, PATIENT); // asked for again, shed again
        inject(telegram, 30);
        assertEquals(60, pending(telegram));
      }

      Await.until(() -> pending(telegram) == 0, PATIENT);
      assertEquals(61, bench.stored());
      assertEquals(1, log.atLeast(Level.WARN).size(), "said once");
    }
    get(telegram.stop());
  }

  @Test
  void anUpdateWithoutAnIdIsSkippedAndTheOthersAreKept() {
    List<JsonObject> asked = new CopyOnWriteArrayList<>();
    HttpServer telegram = get(oddTelegram(asked).listen(0, "127.0.0.1"));
    try (LogCapture log = LogCapture.of(UpdatePoll.class);
        PollingBench bench =
            bench(TestPostgres.freshDatabase(), "http://127.0.0.1:" + telegram.actualPort())) {
      bench.start();
      Await.until(() -> asked.size() >= 2);

      assertEquals(2, bench.stored());
      assertEquals(3, log.atLeast(Level.WARN).size());
      assertEquals(0, asked.get(0).getInteger("offset"));
      assertEquals(50, asked.get(0).getInteger("timeout"));
      assertEquals(100, asked.get(0).getInteger("limit"));
      assertEquals(new JsonArray(PollingBench.KINDS), asked.get(0).getJsonArray("allowed_updates"));
      assertEquals(10, asked.get(1).getInteger("offset"));
    }
    get(telegram.close());
  }

  /** Answers the first poll with two good updates between odd ones, then is silent. */
  private static HttpServer oddTelegram(List<JsonObject> asked) {
    JsonArray page =
        new JsonArray()
            .add(PollingBench.message(5))
            .add(new JsonObject(IngressBench.message(8, 5)))
            .add("text")
            .add(new JsonObject(IngressBench.message(9, 5)))
            .add(new JsonObject().put("update_id", "11"));
    String answer = new JsonObject().put("ok", true).put("result", page).encode();
    return vertx()
        .createHttpServer()
        .requestHandler(
            request ->
                request
                    .body()
                    .onSuccess(
                        body -> {
                          asked.add(body.toJsonObject());
                          if (asked.size() == 1) {
                            request
                                .response()
                                .putHeader("Content-Type", "application/json")
                                .end(answer)
                                .onComplete(sent -> {});
                          }
                        }));
  }

  private static PollingBench bench(String database, String telegram) {
    return new PollingBench(
        MigratedPostgres.on(
            database,
            "telegram.apiUrl",
            telegram,
            "telegram.token",
            PollingBench.TOKEN,
            "ingress.commitTimeout",
            "800ms",
            "database.acquireTimeout",
            "500ms"));
  }

  private static void inject(TelegramEmulator telegram, int updates) {
    for (int i = 0; i < updates; i++) {
      assertTrue(get(telegram.inject(PollingBench.message(i % 9 + 1))) > 0);
    }
  }

  private static int pending(TelegramEmulator telegram) {
    return get(telegram.pending());
  }

  private static double shed(PollingBench bench) {
    return bench.meters.find("trt.polling.updates").tag("outcome", "shed").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }
}

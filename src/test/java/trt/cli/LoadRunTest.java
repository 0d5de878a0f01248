package trt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The load generator against a bot of ten lines. */
class LoadRunTest {
  private final Vertx vertx = Vertx.vertx();
  private final LoadTally tally = new LoadTally();
  private final AtomicInteger updates = new AtomicInteger();
  private final HttpClient http = vertx.createHttpClient();
  private int sinkPort;

  @BeforeEach
  void listen() throws Exception {
    sinkPort = get(new BotApiSink(tally::replied).listen(vertx, 0));
  }

  @AfterEach
  void close() throws Exception {
    get(vertx.close());
  }

  @Test
  void measuresABotThatAnswers() throws Exception {
    LoadReport report = load(Duration.ofSeconds(15), number -> true);

    assertEquals(100, report.counts().sent());
    assertEquals(100, report.counts().acked());
    assertEquals(100, report.counts().replied());
    assertTrue(report.passed());
    assertTrue(report.ack().p50() > 0 && report.ack().p99() >= report.ack().p50());
    assertTrue(report.text().contains("acks/s"));
    assertEquals(0, report.json().getLong("lost"));
    assertFalse(report.use().known());
  }

  @Test
  void noticesAnAcknowledgedUpdateWithoutAnswer() throws Exception {
    LoadReport report = load(Duration.ofSeconds(3), number -> number % 10 != 0);

    assertEquals(10, report.counts().lost());
    assertFalse(report.passed());
  }

  private LoadReport load(Duration settle, IntPredicate answers) throws Exception {
    int bot =
        get(vertx
                .createHttpServer()
                .requestHandler(request -> ack(request, answers))
                .listen(0, "127.0.0.1"))
            .actualPort();
    LoadPlan plan = new LoadPlan(200, Duration.ofMillis(500), 1000, settle, Map.of("/start", 1));
    Target.Bot target = new Target.Bot(URI.create("http://127.0.0.1:" + bot), "s");
    double seconds = get(new LoadRun(vertx, plan, tally, target, new Random(1)).run());
    return tally.report(seconds, new Resources.Use(false, 0, 0));
  }

  private void ack(HttpServerRequest request, IntPredicate answers) {
    request
        .body()
        .onSuccess(
            body -> {
              request.response().end();
              Object chat =
                  body.toJsonObject().getJsonObject("message").getJsonObject("chat").getValue("id");
              if (answers.test(updates.getAndIncrement())) {
                reply(chat);
              }
            });
  }

  private void reply(Object chat) {
    JsonObject message = new JsonObject().put("chat_id", chat).put("text", "hi");
    http.request(HttpMethod.POST, sinkPort, "127.0.0.1", "/bot1:x/sendMessage")
        .compose(call -> call.send(message.encode()))
        .onFailure(failure -> updates.set(Integer.MIN_VALUE));
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.await(30, TimeUnit.SECONDS);
  }
}

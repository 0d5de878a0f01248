package trt.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trt.supervision.Pulse;
import trt.telegram.WebhookInfo;
import trt.testing.TestConfig;

class HealthTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");

  private final PrometheusMeterRegistry registry = Metrics.registry();
  private final Vertx vertx = Metrics.vertx(new VertxOptions(), registry);
  private final AtomicLong nanos = new AtomicLong();
  private final LoopTicks ticks = new LoopTicks(nanos::get);
  private volatile Future<Finding> database = Future.succeededFuture(Finding.ok("answers"));
  private volatile Future<Finding> redis = Future.succeededFuture(Finding.ok("answers"));
  private volatile List<UnitLine> units = List.of(new UnitLine("ingress", "running", 2, 1, THEN));
  private volatile Readiness readiness = Readiness.STARTING;
  private final AtomicInteger looks = new AtomicInteger();
  private HealthBoard board;
  private int port;

  @BeforeEach
  void start() throws Exception {
    List<Probe> probes =
        List.of(
            new Probe("database", true, Probe.OFTEN, () -> looked(database)),
            new Probe("redis", false, Probe.OFTEN, () -> looked(redis)),
            Probes.eventLoop(ticks));
    board = new HealthBoard(vertx, probes, () -> units, Clock.systemUTC());
    HealthGauges.register(registry, board, () -> units, List.of("ingress"));
    BacklogGauges.register(
        registry,
        () ->
            new Backlog(
                7,
                java.time.Duration.ofMillis(1500),
                2,
                3,
                java.time.Duration.ZERO,
                Map.of("RUNNING", 4L),
                1,
                0),
        List.of("RUNNING", "FAILED"));
    WebhookInfo info =
        new WebhookInfo(
            "https://bot.example/webhook",
            5,
            Optional.of(THEN),
            Optional.of("503"),
            100,
            List.of());
    OutsideGauges.telegram(registry, () -> Optional.of(info));
    OutsideGauges.credits(registry, () -> 12.5);
    HealthRoutes routes =
        new HealthRoutes(
            board,
            () -> readiness,
            ticks,
            () -> Optional.of(info),
            () -> WebhookTraffic.from(registry));
    CompletableFuture<Integer> listening = new CompletableFuture<>();
    OpsParts parts =
        new OpsParts(
            TestConfig.with("ops.port", 0).ops(),
            registry,
            board,
            routes,
            router -> {},
            listening::complete);
    assertFalse(
        get(vertx.deployVerticle(new OpsVerticle(parts, new Pulse(System::nanoTime)))).isEmpty());
    port = listening.get(5, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    get(vertx.close());
  }

  @Test
  void isDegradedBeforeTheFirstLook() throws Exception {
    Answer answer = ask("/health");

    assertEquals(200, answer.code);
    assertEquals("degraded", answer.json().getString("status"));
  }

  @Test
  void isOkWhenEverythingWorks() throws Exception {
    get(board.round());

    Answer answer = ask("/health");

    assertEquals(200, answer.code);
    JsonObject json = answer.json();
    assertEquals("ok", json.getString("status"));
    JsonObject component = json.getJsonObject("components").getJsonObject("database");
    assertEquals("ok", component.getString("status"));
    assertEquals("answers", component.getString("message"));
    assertTrue(component.getLong("latencyMs") >= 0);
    assertTrue(Instant.parse(component.getString("since")).isAfter(THEN));
    JsonObject unit = json.getJsonObject("units").getJsonObject("ingress");
    assertEquals(2, unit.getInteger("instances"));
    assertEquals(1, unit.getInteger("restarts"));
  }

  @Test
  void isDegradedWithoutRedis() throws Exception {
    redis = Future.failedFuture("redis://user:password@host refused");
    get(board.round());

    Answer answer = ask("/health");

    assertEquals(200, answer.code);
    assertEquals("degraded", answer.json().getString("status"));
    assertFalse(answer.body.contains("password"));
    assertTrue(ask("/metrics").body.contains("trt_component_up{component=\"redis\"} 0.0"));
  }

  @Test
  void isDownWithoutTheDatabaseAndStaysReadyAndAlive() throws Exception {
    readiness = Readiness.READY;
    database = Future.failedFuture(new IllegalStateException("stack"));
    get(board.round());

    Answer answer = ask("/health");

    assertEquals(503, answer.code);
    assertEquals("down", answer.json().getString("status"));
    assertEquals(200, ask("/ready").code);
    assertEquals(200, ask("/live").code);
    assertEquals(200, ask("/health/light").code);
  }

  @Test
  void survivesAProbeThatThrows() throws Exception {
    HealthBoard wild =
        new HealthBoard(
            vertx,
            List.of(
                new Probe(
                    "wild",
                    false,
                    Probe.OFTEN,
                    () -> {
                      throw new IllegalStateException("bug");
                    })),
            List::of,
            Clock.systemUTC());

    get(wild.round());

    assertEquals(ComponentStatus.DOWN, wild.view().components().get(0).status());
    assertEquals(ComponentStatus.DEGRADED, wild.view().status());
  }

  @Test
  void isDegradedWhileAUnitRestarts() throws Exception {
    get(board.round());
    units = List.of(new UnitLine("ingress", "waiting", 2, 3, THEN));

    assertEquals(ComponentStatus.DEGRADED, board.view().status());
    assertTrue(ask("/metrics").body.contains("trt_unit_restarts_total{unit=\"ingress\"} 3.0"));
  }

  @Test
  void keepsTheTimeOfTheLastChange() throws Exception {
    get(board.round());
    Instant since = board.view().components().get(0).since();

    get(board.round());

    assertEquals(since, board.view().components().get(0).since());
  }

  @Test
  void neverLooksBecauseSomebodyAsks() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertEquals(200, ask("/health").code);
    }

    assertEquals(0, looks.get());
  }

  @Test
  void isNotReadyWhileStartingAndDraining() throws Exception {
    assertEquals(503, ask("/ready").code);
    readiness = Readiness.DRAINING;
    assertEquals(503, ask("/ready").code);
    readiness = Readiness.READY;
    assertEquals(200, ask("/ready").code);
  }

  @Test
  void isNotAliveWhenAnEventLoopStandsStill() throws Exception {
    get(ticks.start(vertx));
    assertEquals(200, ask("/live").code);
    // The clock jumps, and no tick has run since.
    nanos.set(TimeUnit.SECONDS.toNanos(6));

    boolean blocked = ticks.blocked();

    assertTrue(blocked);
  }

  @Test
  void tellsAboutTheWebhook() throws Exception {
    registry.counter("trt.webhook.acks", "outcome", "stored").increment(3);
    registry.counter("trt.webhook.acks", "outcome", "unauthorized").increment();

    JsonObject json = ask("/webhook/health").json();

    assertEquals("https://bot.example/webhook", json.getString("url"));
    assertEquals(5, json.getInteger("pendingUpdates"));
    assertEquals("503", json.getString("lastError"));
    assertEquals(3, json.getInteger("acks"));
    assertEquals(1, json.getInteger("rejects"));
  }

  @Test
  void exposesTheMetricsUnderTheirPromisedNames() throws Exception {
    String metrics = ask("/metrics").body;

    for (String line :
        List.of(
            "trt_updates_pending 7.0",
            "trt_updates_oldest_age_seconds 1.5",
            "trt_updates_quarantined_total 2.0",
            "trt_outbox_pending 3.0",
            "trt_outbox_oldest_age_seconds 0.0",
            "trt_jobs{state=\"RUNNING\"} 4.0",
            "trt_jobs{state=\"FAILED\"} 0.0",
            "trt_job_ambiguous_submits_total 1.0",
            "trt_ledger_drift 0.0",
            "trt_telegram_pending_updates 5.0",
            "trt_kie_credits 12.5",
            "process_start_time_seconds",
            "jvm_memory_used_bytes",
            "vertx_http_server_")) {
      assertTrue(metrics.contains(line), () -> line + " is missing in\n" + metrics);
    }
  }

  @Test
  void showsAPageForPeople() throws Exception {
    Answer page = ask("/");

    assertEquals(200, page.code);
    assertTrue(page.body.contains("ingress") && page.body.contains("database"));
  }

  private Future<Finding> looked(Future<Finding> finding) {
    looks.incrementAndGet();
    return finding;
  }

  private record Answer(int code, String body) {
    JsonObject json() {
      return new JsonObject(body);
    }
  }

  private Answer ask(String path) throws Exception {
    return get(
        vertx
            .createHttpClient()
            .request(HttpMethod.GET, port, "127.0.0.1", path)
            .compose(request -> request.send())
            .compose(
                response ->
                    response
                        .body()
                        .map(body -> new Answer(response.statusCode(), body.toString()))));
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.await(5, TimeUnit.SECONDS);
  }
}

package trt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import trt.config.AppConfig;
import trt.ops.Metrics;
import trt.playground.kie.EmulatorOptions;
import trt.playground.kie.KieEmulator;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.EmulatorSettings;
import trt.playground.telegram.TelegramEmulator;
import trt.testing.TestConfig;
import trt.testing.TestPostgres;

/** The whole bot on free ports, between a real database and the two emulators. */
final class TestBot implements AutoCloseable {
  private static final String TOKEN = "700000001:test-token-of-no-worth";

  private final String database;
  private final TelegramEmulator telegram;
  private final KieEmulator kie;
  private final int kiePort;
  private final int port;
  private Object[] settings;
  private Vertx vertx;
  private App app;

  private TestBot(
      String database,
      TelegramEmulator telegram,
      KieEmulator kie,
      int kiePort,
      int port,
      Object[] settings) {
    this.database = database;
    this.telegram = telegram;
    this.kie = kie;
    this.kiePort = kiePort;
    this.port = port;
    this.settings = settings.clone();
    PrometheusMeterRegistry registry = Metrics.registry();
    this.vertx = Metrics.vertx(new VertxOptions(), registry);
    this.app = run(vertx, registry, port);
  }

  /** With settings changed as in {@link TestConfig}. */
  static TestBot start(Object... settings) {
    TelegramEmulator telegram =
        new TelegramEmulator(vertx(), EmulatorSettings.inMemory().welcomingStrangers());
    get(telegram.start(0));
    KieEmulator kie = new KieEmulator(vertx(), EmulatorOptions.quick(), Clock.systemUTC());
    int kiePort = get(kie.start(0));
    return new TestBot(TestPostgres.freshDatabase(), telegram, kie, kiePort, freePort(), settings);
  }

  EmulatedUser user(long id, String name, String language) {
    return telegram.user(id, name, language);
  }

  TelegramEmulator telegram() {
    return telegram;
  }

  KieEmulator kie() {
    return kie;
  }

  App app() {
    return app;
  }

  String database() {
    return database;
  }

  /** The number a query gives. */
  long count(String sql) {
    try (java.sql.Connection connection = TestPostgres.connect(database);
        java.sql.Statement statement = connection.createStatement();
        java.sql.ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Stops the process, as far as one JVM can show it, and starts another in its place. */
  void restart() {
    get(app.stop());
    get(vertx.close());
    PrometheusMeterRegistry registry = Metrics.registry();
    vertx = Metrics.vertx(new VertxOptions(), registry);
    app = run(vertx, registry, port);
  }

  /** The same with settings changed from now on. */
  void restart(Object... changed) {
    List<Object> all = new ArrayList<>(List.of(settings));
    all.addAll(List.of(changed));
    settings = all.toArray();
    restart();
  }

  /** Where the results are, as their addresses say. */
  String kieHost() {
    return "127.0.0.1:" + kiePort;
  }

  /** What the bot has sent as a file of that id. */
  byte[] download(String fileId) {
    String path =
        new io.vertx.core.json.JsonObject(
                new String(fetch("/bot" + TOKEN + "/getFile?file_id=" + fileId), UTF_8))
            .getJsonObject("result")
            .getString("file_path");
    return fetch("/file/bot" + TOKEN + "/" + path);
  }

  private byte[] fetch(String path) {
    try (java.io.InputStream in =
        java.net.URI.create(telegram.baseUrl() + path).toURL().openStream()) {
      return in.readAllBytes();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** A second node on the same database; Telegram goes on posting to the first. */
  Node join(Object... changed) {
    PrometheusMeterRegistry registry = Metrics.registry();
    Vertx own = Metrics.vertx(new VertxOptions(), registry);
    return new Node(own, run(own, registry, freePort(), changed));
  }

  /** Another process of the same bot, as far as one JVM can show it. */
  record Node(Vertx vertx, App app) implements AutoCloseable {
    @Override
    public void close() {
      get(app.stop());
      get(vertx.close());
    }
  }

  private App run(Vertx own, PrometheusMeterRegistry registry, int at, Object... changed) {
    String kieUrl = "http://127.0.0.1:" + kiePort;
    List<Object> all =
        new ArrayList<>(
            List.of(
                "telegram.token",
                TOKEN,
                "telegram.apiUrl",
                telegram.baseUrl(),
                "telegram.mode",
                "webhook",
                "telegram.webhookBaseUrl",
                "http://127.0.0.1:" + port,
                "kie.apiUrl",
                kieUrl,
                "kie.uploadUrl",
                kieUrl,
                "kie.apiKey",
                "test",
                "database.url",
                database,
                "http.port",
                at,
                "http.host",
                "127.0.0.1",
                "ops.port",
                0,
                "delivery.perChatPerSecond",
                50,
                "delivery.perChatBurst",
                50,
                "generation.pollFirst",
                "200ms"));
    all.addAll(List.of(settings));
    all.addAll(List.of(changed));
    AppConfig config = TestConfig.with(all.toArray());
    return get(App.start(own, registry, config, cause -> {}));
  }

  private static int freePort() {
    try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    get(app.stop());
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(5, TimeUnit.SECONDS).join();
    get(telegram.stop());
    get(kie.stop());
  }
}

package trt.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.wire.Upload;
import trt.testing.Await;
import trt.testing.TestCollector;
import trt.testing.TestPng;
import trt.testing.TestPostgres;

/**
 * Everything a bot says – its log at level debug in both formats, answers over HTTP, messages,
 * calls to Telegram and KIE, its commands – on good days and bad ones, searched for its secrets.
 */
class SecretsTest {
  private static final String TOKEN = "700000001:Token_that-Nobody_may-See_a1";
  private static final String KIE_KEY = "kieKey+that/Nobody=may.See-b2";
  private static final String WEBHOOK = "webhookSecret-that_Nobody-maySee-c3";
  private static final String DATABASE = "dbPassword+that/Nobody=maySee-d4";
  private static final String REDIS = "redisPassword+that/Nobody=maySee-e5";
  private static final String SEALED_WITH = "dataKeyThatNobodyMayEverSee-g7-0";
  private static final String SEALED_BEFORE = "oldDataKeyThatNobodyEverSees-h8-";
  private static final String COLLECTOR = "collectorKey+that/Nobody=maySee-i9";
  private static final String DATA_KEY = base64(SEALED_WITH);
  private static final String DATA_KEY_OLD =
      HexFormat.of().formatHex(SEALED_BEFORE.getBytes(UTF_8));
  private static final String OTHER = "wrongPassword+that/Nobody=maySee-f6";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long OPERATOR = 9;
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final Leaks leaks = new Leaks();

  /** Answers every call as told, and repeats the address, as careless servers between do. */
  private volatile JsonObject refusal = new JsonObject();

  @Test
  @Tag("slow")
  void nothingABotSaysHoldsASecret(@TempDir Path folder) throws Exception {
    nameSecrets();
    HttpServer refusing = refusing();
    try (Rig rig = new Rig(folder, 7, Map.of());
        TestCollector collector = TestCollector.start()) {
      listen(rig);
      lock(rig);
      Map<String, String> told = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address());
      try (Node text = node(rig, folder.resolve("text"), with(told, "LOG_FORMAT", "text"));
          Node ecs = node(rig, folder.resolve("ecs"), with(told, "LOG_FORMAT", "ecs"))) {
        rig.balancer().lead(List.of(text.port(), ecs.port()));
        ordersArePaid(rig);
        collector.answers(400);
        kieFails(rig);
        collector.answers(200);
        telegramRefuses(rig, refusing, List.of(text, ecs));
        redisRefuses(rig, List.of(text, ecs));
        databaseRefuses(rig, List.of(text, ecs));
        List.of(text, ecs).forEach(this::strangersAsk);
        operatorLooks(rig, text);
        commandsRun(rig, text, folder);
        keyIsRefused(rig, List.of(text, ecs));
        rig.telegram().calls().all().forEach(this::hear);
        text.stop();
        ecs.stop();
        assertEquals(0, text.exitCode());
      }
      leaks.heard("the collector", collector.everything());
      assertEquals(Set.of(COLLECTOR), Set.copyOf(collector.keys()));
      polls(rig, refusing, folder.resolve("polling"));
      for (String one : List.of("text", "ecs", "polling")) {
        leaks.heard("the log of " + one, Files.readString(folder.resolve(one).resolve("node.log")));
      }
      rig.kie()
          .control()
          .tasks()
          .forEach(
              task ->
                  leaks.heard("KIE", task.body().encode().replaceAll("/kie/callback/[^\"]*", "")));
    } finally {
      get(refusing.close());
    }
    System.out.println("searched, in characters: " + leaks.size());
    assertTrue(leaks.size().get("the log of text") > 10_000, () -> "" + leaks.size());
    assertTrue(leaks.size().get("the log of ecs") > 10_000, () -> "" + leaks.size());
    assertEquals(List.of(), leaks.found());
  }

  @Test
  void aSecretIsFoundInEveryShape() {
    Leaks some = new Leaks();
    some.secret("one", DATABASE);
    String pair = base64("bot:" + DATABASE);
    List.of("x" + DATABASE + "x", URLEncoder.encode(DATABASE, UTF_8), "Basic " + pair)
        .forEach(text -> some.heard(text, text));
    some.heard("nothing", "dbPassword");

    assertEquals(3, some.found().stream().map(f -> f.split(":", 2)[0]).distinct().count());
    assertTrue(
        some.found().stream().noneMatch(f -> f.contains("nothing")), () -> "" + some.found());
  }

  private void nameSecrets() {
    leaks.secret("the token", TOKEN.substring(TOKEN.indexOf(':') + 1));
    leaks.secret("the key of KIE", KIE_KEY);
    leaks.secret("the webhook's secret", WEBHOOK);
    leaks.secret("the password of PostgreSQL", DATABASE);
    leaks.secret("the password of Redis", REDIS);
    leaks.secret("the data key", SEALED_WITH);
    leaks.secret("the data key as it is set", DATA_KEY);
    leaks.secret("the old data key", SEALED_BEFORE);
    leaks.secret("the old data key as it is set", DATA_KEY_OLD);
    leaks.secret("the collector's key", COLLECTOR);
    leaks.secret("a wrong password", OTHER);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static Map<String, String> with(Map<String, String> some, String name, String value) {
    Map<String, String> all = new HashMap<>(some);
    all.put(name, value);
    return all;
  }

  private void listen(Rig rig) {
    rig.telegram().calls().listen(this::hear);
  }

  /** Telegram is told the webhook's secret, and an operator gets a link to the console. */
  private void hear(trt.playground.telegram.control.LoggedCall call) {
    JsonObject said = call.params().copy();
    if (call.method().equals("setWebhook")) {
      said.remove("secret_token");
    }
    leaks.heard("Telegram", said.encode().replaceAll("login[?]t=[A-Za-z0-9_-]+", "login"));
  }

  /** PostgreSQL and Redis want passwords from now on. */
  private static void lock(Rig rig) throws IOException {
    String uri = rig.database().uri();
    TestPostgres.execute(uri, "CREATE ROLE bot SUPERUSER LOGIN PASSWORD '" + DATABASE + "'");
    Path rules = Path.of(look(uri, "SHOW hba_file"));
    Files.writeString(rules, "host all bot all scram-sha-256\n" + Files.readString(rules));
    TestPostgres.execute(uri, "SELECT pg_reload_conf()");
    redis(rig, "CONFIG SET requirepass " + REDIS);
  }

  private static String look(String uri, String sql) {
    try (java.sql.Connection connection = TestPostgres.connect(uri);
        java.sql.Statement statement = connection.createStatement();
        java.sql.ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    } catch (java.sql.SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  private static void redis(Rig rig, String... commands) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.wire("redis").port())) {
      for (String command : commands) {
        socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
        byte[] answer = new byte[100];
        int length = socket.getInputStream().read(answer);
        assertEquals("+OK", new String(answer, 0, Math.max(0, length), UTF_8).strip());
      }
    }
  }

  private Map<String, String> settings(Rig rig, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(rig.settings());
    all.put("TELEGRAM_BOT_TOKEN", TOKEN);
    all.put("KIE_API_KEY", KIE_KEY);
    all.put("WEBHOOK_SECRET", WEBHOOK);
    all.put("DATABASE_URL", database(rig, DATABASE));
    all.put("REDIS_URL", redisUrl(rig, REDIS));
    all.put("DATA_KEY", DATA_KEY);
    all.put("DATA_KEY_OLD", DATA_KEY_OLD);
    all.put("TRT_TRACING_ENABLED", "true");
    all.put("OTEL_EXPORTER_OTLP_HEADERS", "x-key=" + URLEncoder.encode(COLLECTOR, UTF_8));
    all.put("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:9");
    all.put("ADMIN_IDS", String.valueOf(OPERATOR));
    all.put("LOG_LEVEL", "debug");
    all.put("TRT_OPS_LOOK_EVERY", "1s");
    all.putAll(more);
    return all;
  }

  private static String database(Rig rig, String password) {
    String port = String.valueOf(rig.wire("postgres").port());
    return "postgresql://bot:"
        + URLEncoder.encode(password, UTF_8)
        + "@127.0.0.1:"
        + port
        + "/postgres";
  }

  private static String redisUrl(Rig rig, String password) {
    return "redis://:"
        + URLEncoder.encode(password, UTF_8)
        + "@127.0.0.1:"
        + rig.wire("redis").port();
  }

  private Node node(Rig rig, Path place, Map<String, String> more) throws IOException {
    Files.createDirectories(place);
    Node node = Node.start(place, Node.freePort(), settings(rig, more), "").awaitReady();
    assertTrue(node.isAlive(), () -> log(place));
    return node;
  }

  private static String log(Path place) {
    try {
      return Files.readString(place.resolve("node.log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void ordersArePaid(Rig rig) {
    for (int i = 1; i <= 3; i++) {
      EmulatedUser user = rig.telegram().user(i, "Person" + i, "en");
      picture(user);
      late(user::seesPhoto);
    }
    EmulatedUser user = rig.telegram().user(4, "Person4", "en");
    get(user.sends("/start"));
    get(user.sends(FileKind.PHOTO, new Upload("p.png", "image/png", TestPng.of(64, 48)), ""));
    late(() -> user.taps("Remove the background"));
    late(() -> user.taps("✅ Confirm"));
    late(
        () ->
            user.waitsFor(
                "the result", m -> m.containsKey("photo") && m.encode().contains("Charged")));
    get(user.sends("/balance"));
    late(() -> user.sees("Available"));
    get(user.sends("/export"));
  }

  /** A person gives up sooner; what a failure refused is tried again after a while. */
  @CanIgnoreReturnValue
  private static <T> T late(Supplier<Future<T>> step) {
    AtomicReference<Optional<T>> done = new AtomicReference<>(Optional.empty());
    Await.until(
        () -> {
          try {
            done.set(Optional.of(step.get().await(20, TimeUnit.SECONDS)));
          } catch (TimeoutException notYet) {
            return false;
          }
          return true;
        },
        PATIENCE);
    return done.get().orElseThrow();
  }

  private static void picture(EmulatedUser user) {
    get(user.sends("/start"));
    late(() -> user.taps("🎨 Make a picture"));
    late(() -> user.taps("Nano Banana · picture"));
    late(() -> user.taps("1:1"));
    late(() -> user.sees("Describe what you want to see"));
    get(user.sends("a red fox"));
    late(() -> user.taps("✅ Confirm"));
  }

  private static void kieFails(Rig rig) {
    int person = 21;
    for (String how : List.of("http-500", "html-502", "truncated", "cut", "code-500")) {
      rig.kie().control().breakThings(new JsonObject().put("create", how).put("record", how));
      picture(rig.telegram().user(person++, "Unlucky", "en"));
    }
    rig.kie().control().repair();
  }

  /** Closes sales and leaves the order waiting: nothing can be ordered after it. */
  private void keyIsRefused(Rig rig, List<Node> nodes) {
    rig.kie().control().breakThings(new JsonObject().put("create", "code-401"));
    picture(rig.telegram().user(20, "Unlucky", "en"));
    Await.until(() -> rig.number("SELECT count(*) FROM sales_pause") > 0, PATIENCE);
    nodes.forEach(this::ask);
    rig.kie().control().repair();
  }

  private void telegramRefuses(Rig rig, HttpServer refusing, List<Node> nodes) {
    ChaosProxy wire = rig.wire("telegram");
    int telegram = URI.create(rig.telegram().baseUrl()).getPort();
    for (int code : List.of(401, 409, 502)) {
      refusal = new JsonObject().put("ok", false).put("error_code", code);
      wire.leadTo(refusing.actualPort());
      wire.cutAll();
      get(rig.telegram().user(30 + code, "Waiting", "en").sends("/help"));
      nodes.forEach(node -> Await.until(() -> !"ok".equals(status(node, "telegram")), PATIENCE));
      nodes.forEach(this::ask);
      wire.leadTo(telegram);
      wire.cutAll();
      nodes.forEach(node -> Await.until(() -> "ok".equals(status(node, "telegram")), PATIENCE));
    }
  }

  private void redisRefuses(Rig rig, List<Node> nodes) throws IOException {
    redis(rig, "AUTH " + REDIS, "CONFIG SET requirepass " + OTHER);
    rig.wire("redis").cutAll();
    nodes.forEach(node -> Await.until(() -> !"ok".equals(status(node, "redis")), PATIENCE));
    nodes.forEach(this::ask);
    redis(rig, "AUTH " + OTHER, "CONFIG SET requirepass " + REDIS);
    nodes.forEach(node -> Await.until(() -> "ok".equals(status(node, "redis")), PATIENCE));
  }

  private void databaseRefuses(Rig rig, List<Node> nodes) {
    TestPostgres.execute(rig.database().uri(), "ALTER ROLE bot PASSWORD '" + OTHER + "'");
    rig.wire("postgres").cutAll();
    nodes.forEach(node -> Await.until(() -> !"ok".equals(status(node, "database")), PATIENCE));
    nodes.forEach(this::ask);
    leaks.heard("HTTP", post(nodes.get(0), "/webhook", WEBHOOK, "{\"update_id\":77}").body());
    rig.wire("postgres").set(ChaosProxy.Wire.REFUSE);
    nodes.forEach(this::ask);
    TestPostgres.execute(rig.database().uri(), "ALTER ROLE bot PASSWORD '" + DATABASE + "'");
    rig.wire("postgres").repair();
    nodes.forEach(node -> Await.until(() -> "ok".equals(status(node, "database")), PATIENCE));
  }

  private String status(Node node, String component) {
    HttpResponse<String> health = open(node.port(), "/health", "");
    return new JsonObject(health.body())
        .getJsonObject("components", new JsonObject())
        .getJsonObject(component, new JsonObject())
        .getString("status", "");
  }

  /** What everybody may ask on both ports. */
  private void ask(Node node) {
    for (int port : List.of(node.port(), node.opsPort())) {
      for (String path :
          List.of(
              "/",
              "/health",
              "/health/light",
              "/webhook/health",
              "/live",
              "/ready",
              "/metrics",
              "/console",
              "/console/login?t=guess",
              "/nothing")) {
        HttpResponse<String> unused = open(port, path, "");
      }
    }
  }

  /** With wrong secrets, garbage, and a secret where none belongs. */
  private void strangersAsk(Node node) {
    ask(node);
    List.of("{\"update_id\":78}", "garbage " + WEBHOOK, "{\"message\":{}}")
        .forEach(
            body -> {
              for (String secret : List.of("", WEBHOOK + "x", WEBHOOK)) {
                leaks.heard("HTTP", post(node, "/webhook", secret, body).body());
              }
            });
    leaks.heard("HTTP", post(node, "/kie/callback/1/1/forged", "", "{}").body());
  }

  private void operatorLooks(Rig rig, Node node) {
    EmulatedUser operator = rig.telegram().user(OPERATOR, "Olga", "en");
    get(operator.sends("/admin"));
    late(() -> operator.taps("🖥 Console"));
    JsonObject answer =
        late(() -> operator.waitsFor("a link", m -> m.encode().contains("/console/login?t=")));
    Matcher link = Pattern.compile("login[?]t=([A-Za-z0-9_-]+)").matcher(answer.encode());
    assertTrue(link.find());
    leaks.secret("the link to the console", link.group(1));
    HttpResponse<String> door =
        send(
            request(node.opsPort(), "/console/login", "")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://127.0.0.1:" + node.opsPort())
                .POST(HttpRequest.BodyPublishers.ofString("t=" + link.group(1))));
    assertEquals(303, door.statusCode(), door.body());
    String cookie = door.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    leaks.secret("the session of the console", cookie.substring(cookie.indexOf('=') + 1));
    for (String page :
        List.of(
            "", "/queues", "/jobs", "/job?id=1", "/mistakes", "/errors", "/money", "/settings")) {
      HttpResponse<String> shown = open(node.opsPort(), "/console" + page, cookie);
      assertTrue(shown.statusCode() < 500, shown::body);
    }
    rig.kie().control().tasks().stream()
        .map(task -> task.callBackUrl())
        .filter(url -> url.contains("/kie/callback/"))
        .forEach(
            url -> leaks.secret("the proof of " + url, url.substring(url.lastIndexOf('/') + 1)));
  }

  private void commandsRun(Rig rig, Node node, Path folder) throws Exception {
    Map<String, String> good = new HashMap<>(settings(rig, Map.of("PORT", "" + node.port())));
    good.put("OPS_PORT", String.valueOf(node.opsPort()));
    command(folder, good, "doctor");
    command(folder, good, "doctor", "--json");
    command(folder, good, "check", "webhook");
    Map<String, String> wrong = new HashMap<>(good);
    wrong.put("DATABASE_URL", database(rig, OTHER));
    wrong.put("REDIS_URL", redisUrl(rig, OTHER));
    command(folder, wrong, "doctor");
    wrong.put("KIE_API_KEY", OTHER);
    wrong.put("DATA_KEY", base64(OTHER.substring(0, 32)));
    command(folder, wrong, "migrate", "status");
    command(folder, wrong, "serve");
    Map<String, String> odd = new HashMap<>(good);
    odd.put("TELEGRAM_BOT_TOKEN", TOKEN + " with a space");
    odd.put("DATABASE_URL", "mysql://bot:" + DATABASE + "@127.0.0.1/x");
    odd.put("REDIS_URL", "http://:" + REDIS + "@127.0.0.1");
    odd.put("WEBHOOK_SECRET", WEBHOOK + " !");
    odd.put("DATA_KEY", DATA_KEY + "!");
    odd.put("DATA_KEY_OLD", DATA_KEY_OLD + ", " + DATA_KEY);
    odd.put("OTEL_EXPORTER_OTLP_HEADERS", good.get("OTEL_EXPORTER_OTLP_HEADERS") + "%0A");
    command(folder, odd, "doctor");
    command(folder, odd, "serve");
  }

  /** All at once would be quicker, and this machine slower. */
  private void command(Path folder, Map<String, String> environment, String... words)
      throws Exception {
    List<String> command = new ArrayList<>(Node.commandLine());
    command.addAll(List.of(words));
    Path output = Files.createTempFile(folder, "command", ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    String said = Files.readString(output);
    assertTrue(said.length() > 20, words[0]);
    leaks.heard("command " + String.join(" ", words), said);
  }

  /** Long polling says other things about other failures. */
  private void polls(Rig rig, HttpServer refusing, Path place) throws IOException {
    Map<String, String> polling = new HashMap<>();
    polling.put("BOT_MODE", "polling");
    try (Node node = node(rig, place, polling)) {
      EmulatedUser user = rig.telegram().user(70, "Polled", "en");
      get(user.sends("/help"));
      late(() -> user.sees("How it works"));
      telegramRefuses(rig, refusing, List.of(node));
      node.stop();
    }
  }

  private HttpServer refusing() {
    return get(
        vertx()
            .createHttpServer()
            .requestHandler(
                request -> {
                  int code = refusal.getInteger("error_code", 500);
                  JsonObject said = refusal.copy().put("description", "Refused: " + request.uri());
                  request.response().setStatusCode(code).end(said.encode());
                })
            .listen(0, "127.0.0.1"));
  }

  private static HttpRequest.Builder request(int port, String path, String cookie) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(20));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  private HttpResponse<String> open(int port, String path, String cookie) {
    HttpResponse<String> answer = send(request(port, path, cookie).GET());
    leaks.heard("HTTP", answer.headers().map() + "\n" + answer.body());
    return answer;
  }

  private static HttpResponse<String> post(Node node, String path, String secret, String body) {
    HttpRequest.Builder post = request(node.port(), path, "");
    if (!secret.isEmpty()) {
      post.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    return send(post.POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}

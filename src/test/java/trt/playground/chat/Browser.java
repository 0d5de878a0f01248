package trt.playground.chat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A headless Chromium, driven over its own debugging protocol: one page, no library. */
public final class Browser implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 20;
  private static final Pattern LISTENING =
      Pattern.compile("DevTools listening on ws://[^:]+:(\\d+)/");

  private final Process process;
  private final Path profile;
  private final WebSocketClient client;
  private final WebSocket socket;
  private final Map<Integer, Promise<JsonObject>> asked = new ConcurrentHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();

  private Browser(Process process, Path profile, WebSocketClient client, WebSocket socket) {
    this.client = client;
    this.process = process;
    this.profile = profile;
    this.socket = socket;
    socket.textMessageHandler(text -> heard(new JsonObject(text)));
    command("Page.enable", new JsonObject());
    command("Runtime.enable", new JsonObject());
    command("Log.enable", new JsonObject());
  }

  /** The program, if it is installed. */
  public static Optional<Path> program() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts the program with a profile of its own and opens an empty page. */
  public static Browser open(Vertx vertx) {
    try {
      Path profile = Files.createTempDirectory("browser-profile");
      Process process =
          new ProcessBuilder(
                  program().orElseThrow().toString(),
                  "--headless",
                  "--no-sandbox",
                  "--disable-gpu",
                  "--disable-quic",
                  "--no-first-run",
                  "--disable-background-networking",
                  "--disable-component-update",
                  "--disable-sync",
                  "--hide-scrollbars",
                  "--remote-debugging-port=0",
                  "--user-data-dir=" + profile)
              .redirectErrorStream(true)
              .start();
      int port = debuggingPort(process);
      HttpClient http = vertx.createHttpClient();
      JsonArray pages =
          wait(
              http.request(HttpMethod.GET, port, "127.0.0.1", "/json/list")
                  .compose(request -> request.send())
                  .compose(answer -> answer.body())
                  .map(body -> body.toJsonArray())
                  .eventually(http::close));
      String url =
          pages.stream()
              .map(JsonObject.class::cast)
              .filter(page -> page.getString("type").equals("page"))
              .findFirst()
              .orElseThrow()
              .getString("webSocketDebuggerUrl");
      WebSocketClient client =
          vertx.createWebSocketClient(
              new WebSocketClientOptions()
                  .setMaxFrameSize(64 * 1024 * 1024)
                  .setMaxMessageSize(64 * 1024 * 1024));
      WebSocket socket = wait(client.connect(new WebSocketConnectOptions().setAbsoluteURI(url)));
      return new Browser(process, profile, client, socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How the page is looked at. */
  public void looksLike(int width, int height, boolean phone, boolean dark) {
    command(
        "Emulation.setDeviceMetricsOverride",
        new JsonObject()
            .put("width", width)
            .put("height", height)
            .put("deviceScaleFactor", phone ? 2 : 1)
            .put("mobile", phone));
    command("Emulation.setTouchEmulationEnabled", new JsonObject().put("enabled", phone));
    command(
        "Emulation.setEmulatedMedia",
        new JsonObject()
            .put(
                "features",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("name", "prefers-color-scheme")
                            .put("value", dark ? "dark" : "light"))));
  }

  public void goTo(String url) {
    command("Page.navigate", new JsonObject().put("url", url));
  }

  /** The value of an expression; a promise is waited for. */
  @CanIgnoreReturnValue
  public Object run(String script) {
    JsonObject result =
        command(
            "Runtime.evaluate",
            new JsonObject()
                .put("expression", script)
                .put("awaitPromise", true)
                .put("userGesture", true)
                .put("returnByValue", true));
    if (result.containsKey("exceptionDetails")) {
      throw new AssertionError(script + ": " + result.getJsonObject("exceptionDetails"));
    }
    return Optional.ofNullable(result.getJsonObject("result").getValue("value")).orElse("");
  }

  /** Waits for something slow. */
  public void waitUntil(String condition, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    while (!Boolean.TRUE.equals(comesTrue(condition))) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError(
            "the page never came to: " + condition + "\n" + run("document.body.innerText"));
      }
    }
  }

  /** Waits, in the page, until the expression is true. */
  public void waitUntil(String condition) {
    waitUntil(condition, Duration.ZERO);
  }

  private Object comesTrue(String condition) {
    return run(
        "new Promise(done => { const until = Date.now() + 10000; const look = () => { let ok;"
            + " try { ok = ("
            + condition
            + ") } catch { ok = false } if (ok) done(true); else if (Date.now() > until)"
            + " done(false); else setTimeout(look, 30) }; look() })");
  }

  /** Waits for the element with this data-testid, and this text if given, and clicks it. */
  public void click(String testId, String text) {
    String found =
        "[...document.querySelectorAll('[data-testid=\"%s\"]')].reverse().find(e => e.textContent.includes(%s))"
            .formatted(testId, quoted(text));
    waitUntil(found + " !== undefined");
    run(found + ".click()");
  }

  /** Writes into the chat's field and sends. */
  public void say(String text) {
    waitUntil("document.querySelector('[data-testid=composer-input]')");
    run(
        "(() => { const f = document.querySelector('[data-testid=composer-input]'); f.focus();"
            + " f.value = "
            + quoted(text)
            + "; f.dispatchEvent(new Event('input')) })()");
    click("send-button", "");
  }

  /** Waits until the page shows this text. */
  public void sees(String text) {
    waitUntil("document.body.innerText.includes(" + quoted(text) + ")");
  }

  /** A picture of what is seen, as PNG. */
  public void screenshot(Path file) {
    JsonObject shot = command("Page.captureScreenshot", new JsonObject().put("format", "png"));
    try {
      Files.write(file, Base64.getDecoder().decode(shot.getString("data")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the page complained about: exceptions, refused resources. */
  public List<String> problems() {
    synchronized (problems) {
      return List.copyOf(problems);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    wait(client.close());
    try (Stream<Path> files = Files.walk(profile)) {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the browser does not end");
      }
      files.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @CanIgnoreReturnValue
  private JsonObject command(String method, JsonObject params) {
    int id = ids.incrementAndGet();
    Promise<JsonObject> answer = Promise.promise();
    asked.put(id, answer);
    wait(
        socket.writeTextMessage(
            new JsonObject().put("id", id).put("method", method).put("params", params).encode()));
    return wait(answer.future());
  }

  private void heard(JsonObject message) {
    Promise<JsonObject> answer = asked.remove(message.getInteger("id", 0));
    if (answer != null) {
      answer.complete(message.getJsonObject("result", new JsonObject().put("error", message)));
    }
    String event = message.getString("method", "");
    boolean thrown = event.equals("Runtime.exceptionThrown");
    boolean logged =
        event.equals("Log.entryAdded")
            && "error"
                .equals(message.getJsonObject("params").getJsonObject("entry").getString("level"));
    if (thrown || logged) {
      synchronized (problems) {
        problems.add(message.getJsonObject("params").encode());
      }
    }
  }

  /** Chromium says where it listens; what it says afterwards is thrown away. */
  private static int debuggingPort(Process process) throws IOException {
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher port = LISTENING.matcher(line);
      if (port.find()) {
        Thread drain = new Thread(() -> output.lines().forEach(rest -> {}), "browser-output");
        drain.setDaemon(true);
        drain.start();
        return Integer.parseInt(port.group(1));
      }
    }
    throw new IllegalStateException("the browser did not start");
  }

  private static String quoted(String text) {
    return io.vertx.core.json.Json.encode(text);
  }

  @CanIgnoreReturnValue
  private static <T> T wait(Future<T> future) {
    try {
      return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the browser does not answer", e);
    }
  }
}

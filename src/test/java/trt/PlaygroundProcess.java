package trt;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import trt.testing.Await;

/** The playground as its user starts it: a process of its own, from the jar where there is one. */
final class PlaygroundProcess implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final Path folder;
  private final int chatPort = freePair();
  private final int publicPort = freePort();
  private final int opsPort = freePort();
  private final String kieTimeScale;
  private final Map<String, String> settings;
  private Process process;

  private PlaygroundProcess(Path folder, String kieTimeScale, Map<String, String> settings) {
    this.folder = folder;
    this.settings = settings;
    this.kieTimeScale = kieTimeScale;
    this.process = launch();
  }

  /**
   * @param kieTimeScale 1 takes as long as the real KIE
   */
  static PlaygroundProcess start(Path folder, String kieTimeScale) {
    return start(folder, kieTimeScale, Map.of());
  }

  /**
   * @param settings more of the environment
   */
  static PlaygroundProcess start(Path folder, String kieTimeScale, Map<String, String> settings) {
    PlaygroundProcess started = new PlaygroundProcess(folder, kieTimeScale, settings);
    started.awaitChat();
    return started;
  }

  String chat() {
    return "http://127.0.0.1:" + chatPort + "/";
  }

  String health() {
    return "http://127.0.0.1:" + publicPort + "/health";
  }

  /** As {@code kill -9}. */
  void kill() {
    process.destroyForcibly().onExit().orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
  }

  /** The same command again. */
  void startAgain() {
    process = launch();
    awaitChat();
  }

  /** The newest task of the emulated KIE is done now. */
  void finishes() {
    post(kie("tasks/" + task() + "/finish"));
  }

  /** The newest task of the emulated KIE has failed now. */
  void fails() {
    post(kie("tasks/" + task() + "/fail/500"));
  }

  /** Its database, for preparing. */
  String database() {
    try {
      Path pid = folder.resolve("data").resolve("postgres").resolve("postmaster.pid");
      return "postgresql://postgres@127.0.0.1:"
          + Files.readAllLines(pid).get(3).strip()
          + "/postgres";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String task() {
    JsonArray tasks =
        send(HttpRequest.newBuilder(URI.create(kie("tasks"))).GET()).getJsonArray("tasks");
    return tasks.getJsonObject(tasks.size() - 1).getString("id");
  }

  private String kie(String path) {
    return "http://127.0.0.1:" + (chatPort + 1) + "/emulator/" + path;
  }

  private static void post(String address) {
    try {
      HTTP.send(
          HttpRequest.newBuilder(URI.create(address))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void says(long user, String text) {
    post("emulator/users/" + user + "/messages", new JsonObject().put("text", text));
  }

  void arrives(long user, String name) {
    arrives(user, name, "en");
  }

  void arrives(long user, String name, String lang) {
    post(
        "emulator/users",
        new JsonObject().put("id", user).put("first_name", name).put("language_code", lang));
  }

  /** Presses the newest button with that label. */
  void taps(long user, String label) {
    JsonObject message = sees(user, m -> button(m, label).length() > 0);
    post(
        "emulator/users/" + user + "/callbacks",
        new JsonObject()
            .put("message_id", message.getInteger("message_id"))
            .put("data", button(message, label)));
  }

  JsonObject sees(long user, String text) {
    return sees(user, message -> message.encode().contains(text));
  }

  /** The newest message of the chat that fits, as soon as there is one. */
  JsonObject sees(long user, Predicate<JsonObject> fits) {
    Await.until(() -> newest(user, fits) != null, Duration.ofSeconds(60));
    return java.util.Objects.requireNonNull(newest(user, fits));
  }

  List<JsonObject> messages(long user) {
    JsonArray all = get("emulator/chats/" + user).getJsonArray("messages");
    return all.stream().map(JsonObject.class::cast).toList();
  }

  private @Nullable JsonObject newest(long user, Predicate<JsonObject> fits) {
    List<JsonObject> all = messages(user);
    for (int i = all.size() - 1; i >= 0; i--) {
      if (fits.test(all.get(i))) {
        return all.get(i);
      }
    }
    return null;
  }

  private static String button(JsonObject message, String label) {
    JsonObject markup = message.getJsonObject("reply_markup", new JsonObject());
    for (Object row : markup.getJsonArray("inline_keyboard", new JsonArray())) {
      for (Object button : (JsonArray) row) {
        if (((JsonObject) button).getString("text", "").contains(label)) {
          return ((JsonObject) button).getString("callback_data", "");
        }
      }
    }
    return "";
  }

  private JsonObject get(String path) {
    return send(HttpRequest.newBuilder(URI.create(chat() + path)).GET());
  }

  private void post(String path, JsonObject body) {
    send(
        HttpRequest.newBuilder(URI.create(chat() + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.encode())));
  }

  private static JsonObject send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer =
          HTTP.send(
              request.timeout(Duration.ofSeconds(20)).build(),
              HttpResponse.BodyHandlers.ofString());
      JsonObject json = new JsonObject(answer.body());
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      return json.getValue("result") instanceof JsonObject result ? result : json;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process launch() {
    String jar = System.getProperty("trt.jar", "");
    List<String> program =
        jar.isEmpty()
            ? List.of("-cp", System.getProperty("java.class.path"), "trt.Main")
            : List.of("-jar", jar);
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(program);
    command.add("playground");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().put("PLAYGROUND_PORT", String.valueOf(chatPort));
    builder.environment().put("PORT", String.valueOf(publicPort));
    builder.environment().put("OPS_PORT", String.valueOf(opsPort));
    builder.environment().put("TRT_PLAYGROUND_DATA_DIR", folder.resolve("data").toString());
    builder.environment().put("TRT_PLAYGROUND_KIE_TIME_SCALE", kieTimeScale);
    builder.environment().putAll(settings);
    try {
      Files.deleteIfExists(log());
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitChat() {
    Await.until(() -> output().contains("The chat: ") || !process.isAlive(), START);
    if (!process.isAlive()) {
      throw new AssertionError("the playground ended:\n" + output());
    }
  }

  String output() {
    try {
      return Files.exists(log()) ? Files.readString(log()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log() {
    return folder.resolve("playground.log");
  }

  /** A port whose successor is free too: the emulated KIE listens there. */
  private static int freePair() {
    while (true) {
      int port = freePort();
      if (isFree(port + 1)) {
        return port;
      }
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As Ctrl-C: everything it started ends with it. */
  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(40, java.util.concurrent.TimeUnit.SECONDS).join();
  }
}

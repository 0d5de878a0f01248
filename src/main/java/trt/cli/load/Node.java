package trt.cli.load;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The bot as a process of its own, as {@code scripts/serve} starts it. */
final class Node implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "TMPDIR");

  private final Process process;
  private final int port;

  private Node(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts one on free ports and blocks until it is ready.
   *
   * @param folder where it works; its log goes there
   * @param jvm options of its JVM
   * @param settings environment variables; it sees no others
   */
  static Node start(Path folder, List<String> jvm, Map<String, String> settings)
      throws IOException, InterruptedException {
    return start(folder, jvm, settings, List.of("trt.Main", "serve"));
  }

  /** As {@link #start}, but only the unit that takes updates in. */
  static Node intake(Path folder, List<String> jvm, Map<String, String> settings)
      throws IOException, InterruptedException {
    return start(folder, jvm, settings, List.of(Intake.class.getName()));
  }

  private static Node start(
      Path folder, List<String> jvm, Map<String, String> settings, List<String> program)
      throws IOException, InterruptedException {
    int port = freePort();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(List.of("-cp", classPath()));
    command.addAll(program);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().retainAll(INHERITED);
    environment.putAll(settings);
    environment.put("PORT", String.valueOf(port));
    environment.put("OPS_PORT", String.valueOf(freePort()));
    environment.put("WEBHOOK_BASE_URL", "http://127.0.0.1:" + port);
    File log = folder.resolve("bot.log").toFile();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    Node node = new Node(builder.start(), port);
    node.awaitReady(log);
    return node;
  }

  int port() {
    return port;
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  /** As a power cut, without waiting for the end. */
  void cutOff() {
    process.destroyForcibly();
  }

  /** As a power cut. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As a deploy: asks, and waits until it has drained. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReady(File log) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready"))
            .timeout(Duration.ofSeconds(2))
            .build();
    long deadline = System.nanoTime() + START.toNanos();
    while (!isReady(http, ask)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        kill();
        throw new IOException("The bot did not start; its log is " + log);
      }
      Thread.sleep(50);
    }
  }

  private static boolean isReady(HttpClient http, HttpRequest ask) throws InterruptedException {
    try {
      return http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    }
  }

  /** Ours may be relative, and the node works elsewhere. */
  private static String classPath() {
    String own = System.getProperty("java.class.path");
    return String.join(
        File.pathSeparator,
        Stream.of(own.split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .toList());
  }
}

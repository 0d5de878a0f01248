package trt.faults;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import trt.testing.Await;

/** The bot as a process of its own: to be killed, frozen, stopped and started again. */
final class Node implements AutoCloseable {
  /** Exists in the working folder while a thread is held at a failpoint. */
  static final String HELD = "held";

  private static final Duration START = Duration.ofSeconds(90);
  private static final Duration STOP = Duration.ofSeconds(30);

  private static final Program TRAPPED =
      new Program(
          List.of("-XX:TieredStopAtLevel=1", "-Xmx384m", "-Xshare:auto"),
          TrappedMain.class.getName());

  /** What runs: options of its JVM and the class. */
  private record Program(List<String> options, String main) {}

  private final Path folder;
  private final Map<String, String> environment;
  private final int port;
  private final Program program;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private Process process;

  /**
   * Starts a node on a port of its own and returns at once.
   *
   * @param folder its working folder, where its log goes
   * @param settings environment variables
   * @param failpoint where it dies, {@code name:n}; empty for nowhere
   */
  static Node start(Path folder, int port, Map<String, String> settings, String failpoint) {
    return new Node(folder, port, environment(port, settings), TRAPPED, failpoint);
  }

  /** As {@code scripts/serve} starts it: the plain program, without traps, and returns at once. */
  static Node serving(Path folder, int port, Map<String, String> settings, List<String> options) {
    Program plain = new Program(List.copyOf(options), "trt.Main");
    return new Node(folder, port, environment(port, settings), plain, "");
  }

  private static Map<String, String> environment(int port, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("PORT", String.valueOf(port));
    environment.put("OPS_PORT", String.valueOf(freePort()));
    environment.put("TRT_HTTP_HOST", "127.0.0.1");
    return environment;
  }

  private Node(
      Path folder, int port, Map<String, String> environment, Program program, String failpoint) {
    this.folder = folder;
    this.port = port;
    this.environment = environment;
    this.program = program;
    this.process = launch(failpoint);
  }

  /** A port nobody listens on now. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again after its death, without a failpoint. */
  void again() {
    process = launch("");
  }

  /** The same with a clock that is wrong by so much. */
  void again(Duration clockOffset) {
    process = launch("", "-Dtrt.clockOffset=" + clockOffset);
  }

  /** It dies at the n-th hit from now on. */
  void haltAt(String failpoint, int hit) {
    order("halt " + failpoint + " " + hit);
  }

  /** One of its threads stops at the n-th hit from now on; see {@link #isHeld}. */
  void holdAt(String failpoint, int hit) {
    delete(folder.resolve(HELD));
    order("hold " + failpoint + " " + hit);
  }

  boolean isHeld() {
    return Files.exists(folder.resolve(HELD));
  }

  /** The held thread goes on. */
  void release() {
    order("release");
    delete(folder.resolve(HELD));
  }

  /** Nothing happens at its failpoints any more. */
  void disarm() {
    order("disarm");
  }

  int port() {
    return port;
  }

  /** What all its lives wrote. */
  Path log() {
    return folder.resolve("node.log");
  }

  long pid() {
    return process.pid();
  }

  int opsPort() {
    return Integer.parseInt(environment.get("OPS_PORT"));
  }

  private void order(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException dead) {
      // it takes no orders any more, which is what most of them wanted
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process launch(String failpoint, String... properties) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(program.options());
    if (!failpoint.isEmpty()) {
      command.add("-Dtrt.failpoint=" + failpoint);
    }
    command.addAll(List.of(properties));
    command.addAll(List.of("-cp", classPath(), program.main(), "serve"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().putAll(environment);
    File log = log().toFile();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What runs the bot of these classes; a command follows. */
  static List<String> commandLine() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(java, "-cp", classPath(), TrappedMain.class.getName());
  }

  /** Ours may be relative, and the node works elsewhere. */
  private static String classPath() {
    List<String> absolute = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      absolute.add(Path.of(entry).toAbsolutePath().toString());
    }
    return String.join(File.pathSeparator, absolute);
  }

  /** Waits until it serves, or until it is dead. */
  @CanIgnoreReturnValue
  Node awaitReady() {
    Await.until(() -> !process.isAlive() || answersReady(), START);
    return this;
  }

  /** Whether it serves now. */
  boolean isReady() {
    return process.isAlive() && answersReady();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The exit code; the process must be dead. */
  int exitCode() {
    return process.exitValue();
  }

  /** Waits for its death. */
  void awaitDeath() {
    Await.until(() -> !process.isAlive(), START);
  }

  /** As a power cut. */
  void kill() {
    process.destroyForcibly();
    awaitDeath();
  }

  /** As a machine that stands still; its leases and connections stay. */
  void freeze() {
    signal("-STOP");
  }

  /** The zombie wakes up and does not know how long it slept. */
  void thaw() {
    signal("-CONT");
  }

  /**
   * SIGTERM; it drains and ends by itself. {@link Process#destroy} would also close its input, and
   * then the {@link Trap} would end it at once.
   */
  void askToStop() {
    boolean unused = process.toHandle().destroy();
  }

  /** As a rolling deploy: asks, and waits until it has drained. */
  void stop() {
    askToStop();
    Await.until(() -> !process.isAlive(), STOP);
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", name, String.valueOf(process.pid())).start();
      if (!kill.waitFor(5, TimeUnit.SECONDS)) {
        throw new AssertionError("kill " + name + " does not end");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answersReady() {
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready"))
            .timeout(Duration.ofSeconds(2))
            .build();
    try {
      return http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    thaw();
    kill();
  }
}

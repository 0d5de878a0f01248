package trt;

import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import trt.cli.IntegrationWalk;
import trt.config.ConfigSources;
import trt.playground.kie.EmulatorOptions;
import trt.playground.kie.KieEmulator;
import trt.playground.servers.EmbeddedServers;
import trt.playground.servers.FreePort;
import trt.playground.telegram.EmulatorSettings;
import trt.playground.telegram.TelegramEmulator;

/**
 * A whole bot with the packaged settings, between servers in a temporary folder and the emulators,
 * for one walk through it. Nothing outside that folder is read or written.
 */
final class IntegrationCheck {
  private static final String TOKEN = "700000002:CHECK-no-secret-at-all";
  private static final long LIMIT_SECONDS = 20;

  // Generations of a minute come in six hundred milliseconds.
  private static final double TIME_SCALE = 0.01;
  private static final double CREDITS = 100_000;

  // Too little for a model that costs money.
  private static final long GIFT = 100;

  private IntegrationCheck() {}

  /** Runs and prints one line a step. Blocks, about half a minute; the exit code. */
  static int run() throws Exception {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Path folder = Files.createTempDirectory("trt-check");
    Deque<AutoCloseable> running = new ArrayDeque<>();
    running.push(() -> delete(folder));
    try {
      return walk(folder, running, out);
    } finally {
      // In reverse order, also when a later one did not start.
      for (AutoCloseable one : running) {
        one.close();
      }
    }
  }

  private static int walk(Path folder, Deque<AutoCloseable> running, PrintWriter out)
      throws Exception {
    Vertx vertx = Vertx.vertx();
    running.push(() -> vertx.close().await(3, TimeUnit.SECONDS));
    TelegramEmulator telegram =
        new TelegramEmulator(vertx, EmulatorSettings.inMemory().only(TOKEN).welcomingStrangers());
    telegram.start(0).await(LIMIT_SECONDS, TimeUnit.SECONDS);
    KieEmulator kie =
        new KieEmulator(
            vertx,
            new EmulatorOptions(TIME_SCALE, Optional.empty(), CREDITS, true),
            Clock.systemUTC());
    int kiePort = kie.start(0).await(LIMIT_SECONDS, TimeUnit.SECONDS);
    EmbeddedServers servers = EmbeddedServers.start(folder.resolve("data"), true);
    running.push(servers);
    PlaygroundSettings settings =
        new PlaygroundSettings(
            TOKEN, telegram.baseUrl(), "http://127.0.0.1:" + kiePort, FreePort.next());
    Serving bot =
        start(folder, settings.pinned(servers.databaseUri(), servers.redisUri()), settings);
    running.push(bot::stop);
    bot.untilReachable();
    return new IntegrationWalk(telegram, out).run();
  }

  private static Serving start(Path folder, JsonObject pinned, PlaygroundSettings settings)
      throws TimeoutException {
    pinned.getJsonObject("http").put("port", settings.port());
    pinned
        .put("ops", new JsonObject().put("port", 0))
        .put("log", new JsonObject().put("level", "error"))
        .put("money", new JsonObject().put("giftMinor", GIFT));
    ConfigStoreOptions nothing =
        new ConfigStoreOptions().setType("json").setConfig(new JsonObject());
    return Serving.start(new ConfigSources(folder, nothing, new JsonObject(), pinned, Set.of()));
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

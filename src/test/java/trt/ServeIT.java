package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trt.playground.kie.EmulatorOptions;
import trt.playground.kie.KieEmulator;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.EmulatorSettings;
import trt.playground.telegram.TelegramEmulator;
import trt.testing.TestPostgres;
import trt.testing.TestRedis;

/** {@code java -jar trt-bot.jar serve} as an operator runs it: everything from the environment. */
class ServeIT {
  @Test
  void servesWithEnvironmentVariablesAlone(@TempDir Path folder) throws Exception {
    TelegramEmulator telegram = new TelegramEmulator(vertx(), EmulatorSettings.inMemory());
    get(telegram.start(0));
    KieEmulator kie = new KieEmulator(vertx(), EmulatorOptions.quick(), Clock.systemUTC());
    String kieUrl = "http://127.0.0.1:" + get(kie.start(0));
    int port = freePort();
    try (TestRedis redis = TestRedis.start()) {
      Process bot =
          serve(
              folder,
              Map.of(
                  "TELEGRAM_BOT_TOKEN",
                  "700000001:test-token-of-no-worth",
                  "TELEGRAM_API_URL",
                  telegram.baseUrl(),
                  "WEBHOOK_BASE_URL",
                  "http://127.0.0.1:" + port,
                  "DATABASE_URL",
                  TestPostgres.freshDatabase(),
                  "REDIS_URL",
                  redis.uri(),
                  "KIE_API_KEY",
                  "key",
                  "KIE_API_URL",
                  kieUrl,
                  "KIE_UPLOAD_URL",
                  kieUrl,
                  "PORT",
                  String.valueOf(port),
                  "OPS_PORT",
                  String.valueOf(freePort())));
      try {
        get(telegram.user(1, "Alice", "en").sends("/start"));
        EmulatedUser alice = telegram.user(1, "Alice", "en");
        get(alice.waitsFor("the menu", m -> m.encode().contains("Make a picture")));
        get(alice.taps("Make a picture"));
        get(alice.taps("Z-Image"));
        get(alice.taps("1:1"));
        get(alice.sees("Describe"));
        get(alice.sends("a kite over the sea"));
        get(alice.taps("Confirm"));
        get(alice.seesPhoto());
      } finally {
        bot.destroy();
        assertTrue(bot.waitFor(20, TimeUnit.SECONDS));
        String log = Files.readString(folder.resolve("log"));
        assertTrue(log.contains("Stopped"), log);
        assertEquals(0, bot.exitValue(), log);
      }
    }
    get(telegram.stop());
    get(kie.stop());
  }

  @Test
  void listsEveryMissingSettingAndExitsWith2(@TempDir Path folder) throws Exception {
    Process bot = serve(folder, Map.of("PORT", "not-a-port"));

    assertTrue(bot.waitFor(60, TimeUnit.SECONDS));

    String output = Files.readString(folder.resolve("log"));
    assertEquals(2, bot.exitValue(), output);
    assertTrue(output.contains("TELEGRAM_BOT_TOKEN"), output);
    assertTrue(output.contains("DATABASE_URL"), output);
    assertTrue(output.contains("PORT"), output);
  }

  @Test
  void refusesADatabaseThatMayForgetWhatItConfirmed(@TempDir Path folder) throws Exception {
    String database = TestPostgres.freshDatabase();
    String name = database.substring(database.lastIndexOf('/') + 1);
    TestPostgres.execute(database, "alter database " + name + " set synchronous_commit = off");
    Process bot =
        serve(
            folder,
            Map.of(
                "TELEGRAM_BOT_TOKEN",
                "700000001:test-token-of-no-worth",
                "DATABASE_URL",
                database,
                "PORT",
                String.valueOf(freePort()),
                "OPS_PORT",
                String.valueOf(freePort())));

    assertTrue(bot.waitFor(60, TimeUnit.SECONDS));

    String output = Files.readString(folder.resolve("log"));
    assertEquals(1, bot.exitValue(), output);
    assertTrue(output.contains("can lose committed data: synchronous_commit is off"), output);
    assertTrue(output.contains("turn it on"), output);
    assertFalse(output.contains("\tat "), () -> "a stack trace: " + output);
  }

  private static Process serve(Path folder, Map<String, String> environment) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String jar = System.getProperty("trt.jar", "");
    command.addAll(
        jar.isEmpty()
            ? List.of("-cp", System.getProperty("java.class.path"), "trt.Main")
            : List.of("-jar", jar));
    command.add("serve");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

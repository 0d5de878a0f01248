package trt.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.EmulatorSettings;
import trt.playground.telegram.TelegramEmulator;
import trt.supervision.Failpoint;
import trt.testing.Await;
import trt.testing.TestPostgres;

/** A process that dies whenever it handles an update, started again and again. */
@Tag("slow")
class KillerUpdateTest {
  private static final String EVERY_PASS = "routing.uncommitted:1";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final String database = TestPostgres.freshDatabase();
  private final TelegramEmulator telegram =
      new TelegramEmulator(vertx(), EmulatorSettings.inMemory().welcomingStrangers());

  @Test
  void theFourthProcessSetsAsideWhatKilledThreeAndTellsThePerson(@TempDir Path folder) {
    get(telegram.start(0));
    EmulatedUser alice = telegram.user(1001, "Alice", "en");
    int port = Node.freePort();
    try (Node first = Node.start(folder, port, settings(port), EVERY_PASS).awaitReady()) {
      get(alice.sends("/start"));
      dies(first);
      for (int life = 2; life <= 3; life++) {
        try (Node next = Node.start(folder, port, settings(port), EVERY_PASS)) {
          dies(next);
        }
      }
      try (Node last = Node.start(folder, port, settings(port), EVERY_PASS).awaitReady()) {
        Await.until(() -> said(alice, "set this message aside"), PATIENCE);
        assertTrue(last.isAlive());
      }
      assertEquals(1, Invariants.number(database, "SELECT count(*) FROM tg_quarantine"));
      assertEquals(0, Invariants.number(database, "SELECT count(*) FROM tg_ready"));
    } finally {
      get(telegram.stop());
    }
  }

  private static void dies(Node node) {
    node.awaitDeath();
    assertEquals(Failpoint.EXIT, node.exitCode());
  }

  private static boolean said(EmulatedUser user, String words) {
    List<JsonObject> chat = get(user.chat());
    return chat.stream().anyMatch(message -> message.getString("text", "").contains(words));
  }

  private Map<String, String> settings(int port) {
    return Map.of(
        "TELEGRAM_BOT_TOKEN",
        "700000001:token-of-no-worth",
        "TELEGRAM_API_URL",
        telegram.baseUrl(),
        "DATABASE_URL",
        database,
        "WEBHOOK_BASE_URL",
        "http://127.0.0.1:" + port);
  }
}

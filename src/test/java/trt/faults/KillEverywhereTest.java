package trt.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trt.playground.kie.EmulatorOptions;
import trt.playground.kie.KieEmulator;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.EmulatorSettings;
import trt.playground.telegram.TelegramEmulator;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.wire.Upload;
import trt.supervision.Failpoint;
import trt.testing.Await;
import trt.testing.TestPng;
import trt.testing.TestPostgres;

/** The bot is killed at each step of a paid generation and started again by whoever runs it. */
@Tag("slow")
class KillEverywhereTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final String database = TestPostgres.freshDatabase();
  private final TelegramEmulator telegram =
      new TelegramEmulator(vertx(), EmulatorSettings.inMemory().welcomingStrangers());
  private final KieEmulator kie =
      new KieEmulator(vertx(), EmulatorOptions.quick(), Clock.systemUTC());

  /** Name and hit: first hits are at /start, later ones at the confirmation. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ingest.uncommitted:1",
        "ingest.committed:1",
        "ingest.committed:6",
        "routing.uncommitted:6",
        "routing.committed:6",
        "generation.uploaded:1",
        "generation.upload.kept:1",
        "generation.submitting:1",
        "generation.created:1",
        "generation.running:1",
        "generation.unsettled:1",
        "generation.settled:1",
        "delivery.marked:1",
        "delivery.unrecorded:1",
        "delivery.unrecorded:12"
      })
  void aPaidPictureArrivesOnceAndIsPaidOnce(String failpoint, @TempDir Path folder) {
    boolean fromPhoto = failpoint.startsWith("generation.upload");
    get(telegram.start(0));
    int kiePort = get(kie.start(0));
    int port = Node.freePort();
    try (Node node = Node.start(folder, port, settings(kiePort, port), failpoint).awaitReady()) {
      boolean dead = orders(node, telegram.user(1001, "Alice", "en"), fromPhoto);

      assertEquals(true, dead, "the failpoint was never reached");
      Await.until(this::settled, PATIENCE);
      assertEquals(1, pictures());
      assertEquals(1, Invariants.number(database, "SELECT count(*) FROM gen_job"));
      assertEquals(
          1, Invariants.number(database, "SELECT count(*) FROM transfer WHERE kind = 'capture'"));
    } finally {
      get(telegram.stop());
      get(kie.stop());
    }
  }

  private Map<String, String> settings(int kiePort, int port) {
    String kieUrl = "http://127.0.0.1:" + kiePort;
    return Map.ofEntries(
        Map.entry("TELEGRAM_BOT_TOKEN", "700000001:token-of-no-worth"),
        Map.entry("TELEGRAM_API_URL", telegram.baseUrl()),
        Map.entry("DATABASE_URL", database),
        Map.entry("KIE_API_KEY", "test"),
        Map.entry("KIE_API_URL", kieUrl),
        Map.entry("KIE_UPLOAD_URL", kieUrl),
        Map.entry("WEBHOOK_BASE_URL", "http://127.0.0.1:" + port),
        Map.entry("TRT_KIE_REQUEST_TIMEOUT", "2s"),
        Map.entry("TRT_KIE_CONNECT_TIMEOUT", "1s"),
        Map.entry("TRT_GENERATION_UNKNOWN_AFTER", "1s"),
        Map.entry("TRT_GENERATION_POLL_FIRST", "300ms"),
        Map.entry("TRT_DELIVERY_AMBIGUOUS_AFTER", "2s"),
        Map.entry("TRT_DELIVERY_PER_CHAT_PER_SECOND", "20"),
        Map.entry("TRT_DELIVERY_PER_CHAT_BURST", "20"));
  }

  /** The whole conversation; whenever the node dies it is started again. True if it died. */
  private boolean orders(Node node, EmulatedUser alice, boolean fromPhoto) {
    Watch watch = new Watch(node);
    get(alice.sends("/start"));
    watch.until(() -> button(alice, "Make a picture").isPresent());
    if (fromPhoto) {
      Upload photo = new Upload("p.png", "image/png", TestPng.of(64, 48));
      JsonObject sent = get(alice.sends(FileKind.PHOTO, photo, ""));
      assertEquals(true, sent.containsKey("photo"));
      press(watch, alice, "Remove the background");
    } else {
      press(watch, alice, "Make a picture");
      press(watch, alice, "Nano Banana");
      press(watch, alice, "16:9");
      watch.until(() -> find(alice, m -> text(m).contains("Describe what")).isPresent());
      get(alice.sends("a red fox in the snow"));
    }
    press(watch, alice, "Confirm");
    watch.until(() -> pictures() > 0);
    watch.until(() -> settled() && node.isAlive());
    return watch.died;
  }

  /** Nobody called back about a task that was never made: time passes at once. */
  private boolean settled() {
    TestPostgres.execute(
        database,
        "UPDATE gen_job SET submitted_at = submitted_at - interval '1 hour' WHERE state = 'UNKNOWN'"
            + " AND submitted_at > clock_timestamp() - interval '30 minutes'");
    return Invariants.waiting(database) == 0 && Invariants.violations(database).isEmpty();
  }

  private void press(Watch watch, EmulatedUser user, String label) {
    watch.until(() -> button(user, label).isPresent());
    JsonObject message = button(user, label).orElseThrow();
    String data = data(message, label).orElseThrow();
    get(user.tapsData(message.getInteger("message_id"), data));
  }

  private Optional<JsonObject> button(EmulatedUser user, String label) {
    settled();
    return find(user, message -> data(message, label).isPresent());
  }

  private static Optional<String> data(JsonObject message, String label) {
    JsonArray rows =
        message
            .getJsonObject("reply_markup", new JsonObject())
            .getJsonArray("inline_keyboard", new JsonArray());
    return rows.stream()
        .flatMap(row -> ((JsonArray) row).stream())
        .map(JsonObject.class::cast)
        .filter(button -> button.getString("text").contains(label))
        .map(button -> button.getString("callback_data"))
        .findFirst();
  }

  private static Optional<JsonObject> find(EmulatedUser user, Predicate<JsonObject> fits) {
    List<JsonObject> chat = get(user.chat());
    return chat.stream().filter(fits).reduce((older, newer) -> newer);
  }

  private static String text(JsonObject message) {
    return message.getString("text", message.getString("caption", ""));
  }

  private int pictures() {
    settled();
    List<JsonObject> chat = get(telegram.user(1001, "Alice", "en").chat());
    return (int)
        chat.stream()
            .filter(message -> message.containsKey("photo"))
            .filter(message -> message.getJsonObject("from").getBoolean("is_bot"))
            .count();
  }

  /** Whoever runs the node: starts it again after its death. */
  private static final class Watch {
    private final Node node;
    private boolean died;

    private Watch(Node node) {
      this.node = node;
    }

    private void until(java.util.function.BooleanSupplier condition) {
      Await.until(
          () -> {
            if (!node.isAlive()) {
              assertEquals(Failpoint.EXIT, node.exitCode());
              died = true;
              node.again();
            }
            return condition.getAsBoolean();
          },
          PATIENCE);
    }
  }
}

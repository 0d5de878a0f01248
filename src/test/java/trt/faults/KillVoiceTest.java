package trt.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trt.media.Clips;
import trt.playground.kie.EmulatorOptions;
import trt.playground.kie.KieEmulator;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.EmulatorSettings;
import trt.playground.telegram.TelegramEmulator;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.wire.Upload;
import trt.supervision.Failpoint;
import trt.testing.Await;
import trt.testing.TestPostgres;

/** The bot is killed at each step from a voice message to what follows from its words. */
@Tag("slow")
class KillVoiceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String HEARD = "This is a sample transcript of the playground.";

  private final String database = TestPostgres.freshDatabase();
  private final TelegramEmulator telegram =
      new TelegramEmulator(vertx(), EmulatorSettings.inMemory().welcomingStrangers());
  private final KieEmulator kie =
      new KieEmulator(vertx(), EmulatorOptions.quick(), Clock.systemUTC());

  /** Name and hit; updates: voice message, yes, and the word that the job has brought words. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "routing.uncommitted:2",
        "routing.committed:2",
        "generation.created:1",
        "generation.unsettled:1",
        "generation.settled:1",
        "routing.uncommitted:3",
        "routing.committed:3"
      })
  void itIsWrittenDownAndContinuedOnce(String failpoint, @TempDir Path folder) {
    get(telegram.start(0));
    int kiePort = get(kie.start(0));
    int port = Node.freePort();
    try (Node node = Node.start(folder, port, settings(kiePort, port), failpoint).awaitReady()) {
      EmulatedUser alice = telegram.user(1001, "Alice", "en");
      Upload voice = new Upload("v.ogg", "audio/ogg", Buffer.buffer(Clips.opus(5)));
      get(alice.sends(FileKind.VOICE, List.of(voice), "", new JsonObject().put("duration", 5)));
      boolean[] died = {false};
      until(node, died, () -> yes(alice).isPresent());
      JsonObject offer = find(alice, m -> yes(m).isPresent()).orElseThrow();
      get(alice.tapsData(offer.getInteger("message_id"), yes(offer).orElseThrow()));
      until(node, died, () -> offers(alice) > 0 && settled() && node.isAlive());

      assertTrue(died[0], "the failpoint was never reached");
      assertEquals(1, offers(alice));
      assertEquals(1, number("SELECT count(*) FROM gen_job"));
      assertEquals(1, number("SELECT count(*) FROM tg_own_update"));
      assertEquals(1, number("SELECT count(*) FROM transfer WHERE kind = 'capture'"));
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
        Map.entry("TRT_DELIVERY_AMBIGUOUS_AFTER", "2s"));
  }

  private boolean settled() {
    TestPostgres.execute(
        database,
        "UPDATE gen_job SET submitted_at = submitted_at - interval '1 hour' WHERE state = 'UNKNOWN'"
            + " AND submitted_at > clock_timestamp() - interval '30 minutes'");
    return Invariants.waiting(database) == 0 && Invariants.violations(database).isEmpty();
  }

  private long number(String sql) {
    return Invariants.number(database, sql);
  }

  private static long offers(EmulatedUser user) {
    return get(user.chat()).stream()
        .filter(m -> m.getString("text", "").contains("Make a picture of this?"))
        .filter(m -> m.getString("text", "").contains(HEARD))
        .count();
  }

  private Optional<String> yes(EmulatedUser user) {
    settled();
    return find(user, m -> yes(m).isPresent()).flatMap(KillVoiceTest::yes);
  }

  private static Optional<String> yes(JsonObject message) {
    return message
        .getJsonObject("reply_markup", new JsonObject())
        .getJsonArray("inline_keyboard", new JsonArray())
        .stream()
        .flatMap(row -> ((JsonArray) row).stream())
        .map(button -> ((JsonObject) button).getString("callback_data", ""))
        .filter(data -> data.startsWith("vy|"))
        .findFirst();
  }

  private static Optional<JsonObject> find(EmulatedUser user, Predicate<JsonObject> fits) {
    return get(user.chat()).stream().filter(fits).reduce((older, newer) -> newer);
  }

  /** Whoever runs the node starts it again after its death. */
  private static void until(Node node, boolean[] died, BooleanSupplier condition) {
    Await.until(
        () -> {
          if (!node.isAlive()) {
            assertEquals(Failpoint.EXIT, node.exitCode());
            died[0] = true;
            node.again();
          }
          return condition.getAsBoolean();
        },
        PATIENCE);
  }
}

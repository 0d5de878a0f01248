package trt.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.EmulatorSettings;
import trt.playground.telegram.TelegramEmulator;
import trt.playground.telegram.user.Checkout;
import trt.supervision.Failpoint;
import trt.testing.Await;
import trt.testing.TestPostgres;

/** The bot is killed at each step of a top-up and of a refund, and started again. */
@Tag("slow")
class KillTopUpTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String database = TestPostgres.freshDatabase();
  private final TelegramEmulator telegram =
      new TelegramEmulator(vertx(), EmulatorSettings.inMemory().welcomingStrangers());
  private boolean died;

  @AfterEach
  void stop() {
    get(telegram.stop());
  }

  /** Name and hit, counted from the moment the invoice is paid. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ingest.uncommitted:1",
        "ingest.committed:1",
        "routing.brief.uncommitted:1",
        "routing.brief.committed:1",
        "delivery.unrecorded:1",
        "ingest.uncommitted:2",
        "ingest.committed:2",
        "routing.uncommitted:1",
        "routing.committed:1",
        "delivery.marked:1",
        "delivery.unrecorded:2",
        "payments.unreconciled:1",
        "payments.reconciled:1"
      })
  void whatIsPaidIsCreditedOnceAndReceipted(String failpoint, @TempDir Path folder) {
    try (Node node = start(folder)) {
      EmulatedUser alice = telegram.user(1001, "Alice", "en");
      int invoice = invoice(node, alice);
      String[] place = failpoint.split(":", -1);
      node.haltAt(place[0], Integer.parseInt(place[1]));

      int paid = pay(node, alice, invoice);
      until(node, () -> died && number("stars_confirmed") == paid && quiet());

      assertEquals(paid, number("stars_payment"));
      assertEquals(paid * 500L, available());
      assertEquals(1_000 - paid * 5L, get(alice.stars()));
      assertTrue(receipts(alice, "Paid: ⭐ 5") >= paid, "at least one receipt a payment");
      assertEquals(List.of(), money());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"payments.refunding:1", "payments.refunded:1"})
  void whatIsRefundedGoesBackOnce(String failpoint, @TempDir Path folder) {
    try (Node node = start(folder)) {
      EmulatedUser alice = telegram.user(1001, "Alice", "en");
      assertEquals(1, pay(node, alice, invoice(node, alice)));
      until(node, () -> available() == 500 && quiet());
      String[] place = failpoint.split(":", -1);
      node.haltAt(place[0], Integer.parseInt(place[1]));
      TestPostgres.execute(
          database, "select payment_refund_intent(charge_id, 'admin', 'x') from stars_payment");

      until(node, () -> died && number("stars_refund WHERE state = 'done'") == 1 && quiet());

      assertEquals(0, available());
      assertEquals(1_000, get(alice.stars()));
      assertTrue(receipts(alice, "Refunded: ⭐ 5") >= 1);
      assertEquals(List.of(), money());
    }
  }

  private Node start(Path folder) {
    get(telegram.start(0));
    int port = Node.freePort();
    return Node.start(
            folder,
            port,
            Map.ofEntries(
                Map.entry("TELEGRAM_BOT_TOKEN", "700000001:token-of-no-worth"),
                Map.entry("TELEGRAM_API_URL", telegram.baseUrl()),
                Map.entry("DATABASE_URL", database),
                Map.entry("KIE_API_KEY", "test"),
                Map.entry("KIE_API_URL", "http://127.0.0.1:1"),
                Map.entry("WEBHOOK_BASE_URL", "http://127.0.0.1:" + port),
                Map.entry("TRT_MONEY_GIFT_MINOR", "0"),
                Map.entry("TRT_PAYMENTS_RETRY_EVERY", "200ms"),
                Map.entry("TRT_PAYMENTS_RECONCILE_EVERY", "500ms"),
                Map.entry("TRT_DELIVERY_AMBIGUOUS_AFTER", "2s"),
                Map.entry("TRT_DELIVERY_PER_CHAT_PER_SECOND", "20"),
                Map.entry("TRT_DELIVERY_PER_CHAT_BURST", "20")),
            "")
        .awaitReady();
  }

  private int invoice(Node node, EmulatedUser user) {
    get(user.buysStars(1_000 - get(user.stars())));
    get(user.sends("/topup 5"));
    until(node, () -> found(user).isPresent() && quiet());
    return found(user).orElseThrow();
  }

  private static Optional<Integer> found(EmulatedUser user) {
    return get(user.chat()).stream()
        .filter(message -> message.containsKey("invoice"))
        .map(message -> message.getInteger("message_id"))
        .findFirst();
  }

  /** Tries until the Stars are taken, as people do; how often they were taken. */
  private int pay(Node node, EmulatedUser user, int invoice) {
    for (int attempt = 0; attempt < 10; attempt++) {
      Future<Checkout.Result> paying = user.pays(invoice);
      until(node, paying::isComplete);
      if (paying.result().outcome() == Checkout.Outcome.PAID) {
        return 1;
      }
      assertEquals(Checkout.Outcome.BOT_DID_NOT_ANSWER, paying.result().outcome());
    }
    throw new AssertionError("never paid");
  }

  private void until(Node node, BooleanSupplier condition) {
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

  private boolean quiet() {
    return Invariants.waiting(database) == 0;
  }

  private List<Long> money() {
    long drift = number("ledger_drift");
    return drift == 0 ? List.of() : List.of(drift);
  }

  private long available() {
    return Invariants.number(database, "SELECT sum(available) FROM wallet WHERE currency = 'XTR'");
  }

  private long number(String rows) {
    return Invariants.number(database, "SELECT count(*) FROM " + rows);
  }

  private static long receipts(EmulatedUser user, String text) {
    List<JsonObject> chat = get(user.chat());
    return chat.stream().filter(m -> m.getString("text", "").contains(text)).count();
  }
}

package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.control.Fault;
import trt.testing.Await;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** Payments that Telegram knows of and the bot does not, and payments that go back. */
class RefundsBotTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot =
        TestBot.start(
            "money.giftMinor",
            0,
            "payments.retryEvery",
            "100ms",
            "payments.reconcileEvery",
            "300ms",
            "payments.reread",
            7);
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void aPaymentWhoseMessageWasLostIsFoundAndReceiptedOnce() {
    EmulatedUser alice = rich(1201, "Alice");

    String charge = get(alice.paysUnseen(invoice(alice, 8)));

    JsonObject receipt = get(alice.sees("Paid: ⭐ 8"));
    assertTrue(receipt.getString("text").contains(charge));
    assertTrue(receipt.getString("text").contains("Balance: ⭐ 8"), receipt::encode);
    assertEquals(1, count("stars_payment where user_id = 1201 and source = 'reconcile'"));
    assertEquals(1, receipts(alice, "Paid: ⭐ 8"));
  }

  @Test
  void aPaymentThatIsToldAndFoundAtOnceIsCreditedOnce() {
    EmulatedUser bob = rich(1202, "Bob");
    int invoice = invoice(bob, 5);
    for (int i = 0; i < 30; i++) {
      assertEquals("PAID", get(bob.pays(invoice)).outcome().name());
    }
    Await.until(
        () ->
            count("stars_payment where user_id = 1202") == 30
                && count(
                        "stars_confirmed join stars_payment using (charge_id) where user_id = 1202")
                    == 30,
        LONG);
    assertEquals(30, receipts(bob, "Paid: ⭐ 5"));
    assertEquals(15_000, available(1202));
  }

  @Test
  void manyPagesOfPaymentsAreReadToTheEnd() {
    EmulatedUser carol = rich(1203, "Carol");
    int invoice = invoice(carol, 1);
    IntStream.range(0, 250).forEach(i -> assertTrue(!get(carol.paysUnseen(invoice)).isEmpty()));

    Await.until(() -> available(1203) == 25_000, LONG);
    assertEquals(0, count("ledger_drift"));
  }

  @Test
  void aRefundGoesBackOnceAlthoughTheAnswerIsLost() {
    EmulatedUser dave = rich(1204, "Dave");
    String charge = get(dave.pays(invoice(dave, 9))).detail();
    get(dave.sees("Balance: ⭐ 9"));
    bot.telegram().faults().add(lost("refundStarPayment"));

    assertEquals("intent", wish(charge));
    assertEquals("pending", wish(charge));

    Await.until(
        () -> count("stars_refund where state = 'done'  and charge_id = '" + charge + "'") == 1,
        LONG);
    assertEquals(1_000, get(dave.stars()));
    assertEquals(1, receipts(dave, "Refunded: ⭐ 9"));
    assertEquals(0, available(1204));
    assertEquals("done", wish(charge));
  }

  @Test
  void aRefundTelegramRefusesPutsTheMoneyBackOnTheBalance() {
    EmulatedUser eve = rich(1205, "Eve");
    get(eve.sends("/start"));
    JsonObject from =
        new JsonObject().put("id", 1205).put("is_bot", false).put("first_name", "Eve");
    JsonObject payment =
        new JsonObject()
            .put("currency", "XTR")
            .put("total_amount", 6)
            .put("invoice_payload", "x")
            .put("telegram_payment_charge_id", "unknown-there");
    get(
        bot.telegram()
            .inject(
                new JsonObject()
                    .put(
                        "message",
                        new JsonObject()
                            .put("message_id", 1)
                            .put("date", 1_770_000_000L)
                            .put("from", from)
                            .put("chat", new JsonObject().put("id", 1205).put("type", "private"))
                            .put("successful_payment", payment))));
    get(eve.sees("Paid: ⭐ 6"));

    assertEquals("intent", wish("unknown-there"));

    Await.until(() -> count("stars_refund where state = 'refused'") == 1, LONG);
    get(eve.sees("⭐ 6 could not go back"));
    assertEquals(600, available(1205));
    assertEquals(0, count("ledger_drift"));
  }

  @Test
  void aRefundMadeByHandAtTelegramIsFoundOnItsList() {
    EmulatedUser frank = rich(1206, "Frank");
    String charge = get(frank.pays(invoice(frank, 4))).detail();
    get(frank.sees("Balance: ⭐ 4"));

    get(frank.isGivenBack(charge));

    get(frank.sees("Refunded: ⭐ 4"));
    Await.until(() -> available(1206) == 0, LONG);
    assertEquals(1, receipts(frank, "Refunded: ⭐ 4"));
  }

  private static Fault lost(String method) {
    return new Fault(method, Fault.Kind.RESET_AFTER, 2, 1);
  }

  private static String wish(String charge) {
    TestPostgres.execute(
        bot.database(),
        "create table if not exists wish (state text); delete from wish; insert into wish select"
            + " payment_refund_intent('"
            + charge
            + "', 'admin', 'asked for')");
    return count("wish where state = 'intent'") == 1
        ? "intent"
        : count("wish where state = 'pending'") == 1 ? "pending" : "done";
  }

  private static EmulatedUser rich(long id, String name) {
    EmulatedUser user = bot.user(id, name, "en");
    get(user.buysStars(1_000 - get(user.stars())));
    return user;
  }

  private static int invoice(EmulatedUser user, int stars) {
    get(user.sends("/topup " + stars));
    return get(user.waitsFor(
            "an invoice",
            message ->
                message.getJsonObject("invoice", new JsonObject()).getInteger("total_amount", 0)
                    == stars))
        .getInteger("message_id");
  }

  private static long available(long user) {
    return MigratedPostgres.look(
        bot.database(),
        "select available from wallet where currency = 'XTR' and user_id = " + user);
  }

  private static long receipts(EmulatedUser user, String text) {
    Await.until(() -> count("outbox") == 0 && count("tg_ready") == 0, LONG);
    List<JsonObject> chat = get(user.chat());
    return chat.stream().filter(m -> m.getString("text", "").contains(text)).count();
  }

  private static long count(String rows) {
    return MigratedPostgres.look(bot.database(), "select count(*) from " + rows);
  }
}

package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** Operators move money: with a reason, on record, once. */
class AdminMoneyBotTest {
  private static final long OPERATOR = 5201;
  private static final Duration LONG = Duration.ofSeconds(20);
  private static TestBot bot;
  private static EmulatedUser operator;

  @BeforeAll
  static void start() {
    bot =
        TestBot.start(
            "admin.ids",
            new JsonArray().add(OPERATOR),
            "routing.personPerSecond",
            1000,
            "routing.personBurst",
            1000,
            "payments.retryEvery",
            "100ms");
    operator = bot.user(OPERATOR, "Olga", "en");
  }

  @AfterAll
  static void stop() {
    assertEquals(0, count("ledger_drift"));
    bot.close();
  }

  @Test
  void twentyPressesAtOnceCreditOnce() {
    EmulatedUser alice = newcomer(5301, "Alice");
    JsonObject confirm =
        AdminSteps.prepare(operator, 5301, "➕ Credit", "2.5", "sorry for the wait");
    assertTrue(confirm.getString("text").contains("Credit ⭐ 2.5 to person 5301"));

    pressTwentyTimes(confirm);

    get(operator.sees("This was done already. Nothing was done a second time."));
    assertEquals(2_250, available(5301));
    assertEquals(
        1,
        count(
            "transfer where kind = 'adjust' and amount = 250 and debit = -5 and reason ="
                + " 'sorry for the wait'"));
    assertEquals(
        1,
        count(
            "admin_action where deed = 'CREDIT' and subject = '5301' and admin_id = 5201 and"
                + " details = '250' and reason = 'sorry for the wait'"));
    get(alice.sends("/balance"));
    get(alice.sees("Available: ⭐ 22.5"));
  }

  @Test
  void aDebitTakesWhatIsThereAndNeverMore() {
    get(newcomer(5302, "Bob").sends("/help"));
    JsonObject debit = AdminSteps.prepare(operator, 5302, "➖ Debit", "5", "a mistake of ours");
    assertTrue(debit.getString("text").contains("Take ⭐ 5 off the balance of person 5302"));
    pressTwentyTimes(debit);
    assertEquals(1_500, available(5302));

    press(AdminSteps.prepare(operator, 5302, "➖ Debit", "15.01", "too much"));
    get(operator.sees("there is not so much on the balance"));
    assertEquals(1_500, available(5302));
    assertEquals(0, count("admin_action where reason = 'too much'"));
  }

  @Test
  void whatIsNoAmountAndNoReasonIsAskedForAgain() {
    get(newcomer(5303, "Carol").sends("/help"));
    get(operator.sends("/admin 5303"));
    get(operator.sees("id 5303"));
    get(operator.taps("➕ Credit"));
    get(operator.sees("How many Stars?"));
    for (String wrong : List.of("-5", "much", "0", "1.005", "99999999", "1e9")) {
      get(operator.sends(wrong));
      get(operator.sees("This is not an amount"));
    }
    get(operator.sends("1"));
    get(operator.sees("they stay in the books"));
    get(operator.sends("x".repeat(501)));
    get(operator.sees("up to 500 characters"));
    get(operator.sends("because"));
    JsonObject confirm = get(operator.sees("Reason: because"));
    get(operator.taps("🛠 Operator menu"));
    String data = AdminSteps.data(confirm, "✅ Do it");
    get(operator.tapsData(confirm.getInteger("message_id"), data));
    get(operator.sees("This step is over. Nothing was changed."));

    assertEquals(2_000, available(5303));
  }

  @Test
  void aDebtIsPaidFirst() {
    EmulatedUser dave = newcomer(5304, "Dave");
    get(dave.sends("/help"));
    TestPostgres.execute(
        bot.database(),
        "update wallet set debt = 300 where user_id = 5304 and currency = 'XTR';"
            + " insert into transfer (kind, debit, credit, amount, currency, idem) select 'adjust',"
            + " wallet_id * 4 + 2, -5, 300, 'XTR', 'test' from wallet where user_id = 5304 and"
            + " currency = 'XTR'");
    press(AdminSteps.prepare(operator, 5304, "➕ Credit", "4", "a gift"));
    get(operator.sees("✅ Done."));

    Await.until(() -> available(5304) == 2_100);
    assertEquals(0, look("select debt from wallet where user_id = 5304 and currency = 'XTR'"));
  }

  @Test
  void aPaymentIsRefundedFromItsCardAndTheOperatorHearsTheEnd() {
    EmulatedUser eve = newcomer(5305, "Eve");
    get(eve.buysStars(100));
    get(eve.sends("/topup 9"));
    JsonObject invoice = get(eve.waitsFor("an invoice", message -> message.containsKey("invoice")));
    String charge = get(eve.pays(invoice.getInteger("message_id"))).detail();
    get(eve.sees("Balance: ⭐ 29"));

    get(operator.sends("/admin 5305"));
    get(operator.sees("Payments: 1, together ⭐ 9"));
    get(operator.taps("⭐ Payments"));
    get(operator.taps("⭐ 9 · Eve"));
    String card = get(operator.sees("Payment of ⭐ 9")).getString("text");
    assertTrue(card.contains(charge) && card.contains("Refund: none"), card);
    get(operator.taps("↩️ Refund"));
    get(operator.sees("Refund ⭐ 9"));
    pressTwentyTimes(AdminSteps.answered(operator, "asked in support"));

    get(operator.sees("Refund done: ⭐ 9 are back with person 5305"));
    get(eve.sees("Refunded: ⭐ 9"));
    assertEquals(2_000, available(5305));
    assertEquals(1, count("stars_refund where state = 'done' and reason = 'asked in support'"));
    assertEquals(1, count("admin_action where deed = 'REFUND' and subject = '" + charge + "'"));
    Await.until(() -> count("outbox") == 0);
    assertEquals(
        1,
        get(operator.chat()).stream()
            .filter(message -> message.getString("text", "").contains("Refund done: ⭐ 9"))
            .count());
    AdminSteps.follow(operator, "/admin", "⭐ Payments", "↩️ ⭐ 9 · Eve");
    get(operator.sees("Refund: done"));
  }

  private static EmulatedUser newcomer(long id, String name) {
    EmulatedUser user = bot.user(id, name, "en");
    get(user.sends("/start"));
    get(user.sees("Hi!"));
    return user;
  }

  private static void press(JsonObject confirm) {
    get(operator.tapsData(confirm.getInteger("message_id"), AdminSteps.data(confirm, "✅ Do it")));
  }

  private static void pressTwentyTimes(JsonObject confirm) {
    String data = AdminSteps.data(confirm, "✅ Do it");
    List<Future<?>> presses = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      presses.add(operator.tapsData(confirm.getInteger("message_id"), data));
    }
    get(Future.all(presses));
    Await.until(() -> count("tg_ready") == 0, LONG);
  }

  private static long available(long user) {
    return look("select available from wallet where currency = 'XTR' and user_id = " + user);
  }

  private static long count(String rows) {
    return look("select count(*) from " + rows);
  }

  private static long look(String sql) {
    return MigratedPostgres.look(bot.database(), sql);
  }
}

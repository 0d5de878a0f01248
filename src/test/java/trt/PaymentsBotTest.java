package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.user.Checkout;
import trt.testing.Await;
import trt.testing.MigratedPostgres;

/** Paying with Stars, as users do it, with the whole bot. */
class PaymentsBotTest {
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot = TestBot.start("money.giftMinor", 100, "payments.retryEvery", "200ms");
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void whoIsShortOfMoneyTopsUpAndGoesOnWithOneTap() {
    EmulatedUser alice = rich(1101, "Alice");
    get(alice.sends("/start"));
    get(alice.taps("🎨 Make a picture"));
    get(alice.taps("Nano Banana · picture"));
    get(alice.taps("1:1"));
    get(alice.sees("Describe what you want to see"));
    get(alice.sends("a lighthouse in a storm"));
    get(alice.sees("You are ⭐ 2.08 short"));
    get(alice.taps("⭐ Top up"));
    get(alice.sees("is kept and goes on after the payment"));
    get(alice.taps("⭐ 3 – what is missing"));
    JsonObject invoice = invoice(alice, 3);

    Checkout.Result paid = get(alice.pays(invoice.getInteger("message_id")));

    assertEquals(Checkout.Outcome.PAID, paid.outcome());
    JsonObject receipt = get(alice.sees("Paid: ⭐ 3"));
    assertTrue(receipt.getString("text").contains(paid.detail()), receipt::encode);
    assertTrue(
        receipt.getString("text").matches("(?s).*Date: \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC.*"));
    assertEquals(997, get(alice.stars()));
    get(alice.taps("▶️ Continue with my order"));
    get(alice.sees("Balance: ⭐ 4 → ⭐ 0.92"));
    get(alice.taps("✅ Confirm"));
    JsonObject picture = get(alice.seesPhoto());
    assertTrue(picture.encode().contains("a lighthouse in a storm"));
    get(alice.sees("Paid: ⭐ 3"));
  }

  @Test
  void anAmountInWordsIsTakenOrExplained() {
    EmulatedUser bob = rich(1102, "Bob");
    get(bob.sends("/topup"));
    get(bob.sees("Top up your balance"));
    get(bob.sends("a lot"));
    get(bob.sees("This is not a number"));
    get(bob.sends("-5"));
    get(bob.sees("At least ⭐ 1"));
    get(bob.sends("0"));
    get(bob.sends("2.5"));
    get(bob.sees("Stars cannot be divided"));
    get(bob.sends("99999999999999999999999"));
    get(bob.sees("At most ⭐ 10,000"));
    get(bob.sends(" 7 "));
    JsonObject invoice = invoice(bob, 7);
    assertEquals("Top-up: 7 Stars", invoice.getJsonObject("invoice").getString("title"));
    get(bob.sends("/topup 9"));
    assertEquals(9, invoice(bob, 9).getJsonObject("invoice").getInteger("total_amount"));
  }

  @Test
  void nobodyPaysTheInvoiceOfAnother() {
    EmulatedUser carol = rich(1103, "Carol");
    EmulatedUser mallory = rich(1104, "Mallory");
    get(mallory.sends("/start"));
    get(carol.sends("/topup 5"));
    JsonObject invoice = invoice(carol, 5);

    Checkout.Result refused = get(mallory.paysFor(carol.id(), invoice.getInteger("message_id")));

    assertEquals(Checkout.Outcome.REFUSED_BY_BOT, refused.outcome());
    assertTrue(refused.detail().contains("made for somebody else"), refused.detail());
    assertEquals(1_000, get(mallory.stars()));
    assertEquals(
        Checkout.Outcome.PAID, get(carol.pays(invoice.getInteger("message_id"))).outcome());
    get(carol.sees("Balance: ⭐ 6"));
    assertEquals(
        Checkout.Outcome.PAID, get(carol.pays(invoice.getInteger("message_id"))).outcome());
    get(carol.sees("Balance: ⭐ 11"));
  }

  @Test
  void anExpiredInvoiceIsRefused() {
    EmulatedUser dave = rich(1105, "Dave");
    get(dave.sends("/topup 5"));
    JsonObject invoice = invoice(dave, 5);
    trt.testing.TestPostgres.execute(
        bot.database(),
        "alter table stars_invoice disable trigger user;"
            + "update stars_invoice set created_at = created_at - interval '2 days',"
            + " expires_at = expires_at - interval '2 days' where user_id = 1105;"
            + "alter table stars_invoice enable trigger user");

    Checkout.Result refused = get(dave.pays(invoice.getInteger("message_id")));

    assertEquals(Checkout.Outcome.REFUSED_BY_BOT, refused.outcome());
    assertTrue(refused.detail().contains("expired"), refused.detail());
  }

  @Test
  void aPaymentWithoutCheckoutAndInvoiceIsCreditedOnceHoweverOftenItIsTold() {
    EmulatedUser eve = rich(1106, "Eve");
    get(eve.sends("/start"));
    get(eve.sees("Balance: ⭐ 1"));
    for (int i = 0; i < 5; i++) {
      get(bot.telegram().inject(message(1106, "successful_payment", "forged-1", 40)));
    }
    get(eve.sees("Paid: ⭐ 40"));
    get(eve.sends("/balance"));
    get(eve.sees("Available: ⭐ 41"));

    assertEquals(1, count("stars_payment where user_id = 1106 and not invoiced"));
    assertEquals(1, receipts(eve, "Paid: ⭐ 40"));
  }

  @Test
  void aPaymentThatCannotBeReadIsSetAsideAndTheMoneyIsNotForgotten() {
    EmulatedUser frank = rich(1107, "Frank");
    get(frank.sends("/start"));
    JsonObject odd = message(1107, "successful_payment", "odd", 40);
    odd.getJsonObject("message").getJsonObject("successful_payment").put("currency", "USD");

    get(bot.telegram().inject(odd));

    get(frank.sees("Your Stars are not lost"));
    assertEquals(0, count("stars_payment where user_id = 1107"));
  }

  @Test
  void whatTelegramTakesBackAfterItWasSpentBecomesDebt() {
    EmulatedUser grace = rich(1108, "Grace");
    get(grace.sends("/topup 5"));
    Checkout.Result paid = get(grace.pays(invoice(grace, 5).getInteger("message_id")));
    get(grace.sees("Balance: ⭐ 6"));
    long wallet =
        MigratedPostgres.look(
            bot.database(),
            "select wallet_id from wallet where user_id = 1108 and currency = 'XTR'");
    trt.testing.TestPostgres.execute(
        bot.database(),
        "select job_settle(job_create("
            + wallet
            + ", 400, 0::int2, 1108, 'x'), 400, null, '{NEW}')");
    for (int i = 0; i < 3; i++) {
      get(bot.telegram().inject(message(1108, "refunded_payment", paid.detail(), 5)));
    }
    get(grace.sees("Refunded: ⭐ 5"));
    get(grace.sends("/balance"));
    get(grace.sees("To settle first: ⭐ 3"));
    assertEquals(1, receipts(grace, "Refunded: ⭐ 5"));
    assertEquals(0, count("ledger_drift"));
  }

  @Test
  void whoNeedsHelpWithAPaymentGetsIt() {
    EmulatedUser heidi = bot.user(1109, "Хайди", "ru");
    get(heidi.sends("/paysupport"));
    get(heidi.sees("Помощь с оплатой"));
    get(heidi.sends("/terms"));
    get(heidi.sees("Условия"));
    get(heidi.sends("/balance"));
    get(heidi.taps("⭐ Пополнить"));
    get(heidi.sees("Пополнение баланса"));
  }

  private static EmulatedUser rich(long id, String name) {
    EmulatedUser user = bot.user(id, name, "en");
    get(user.buysStars(1_000 - get(user.stars())));
    return user;
  }

  private static JsonObject invoice(EmulatedUser user, int stars) {
    return get(
        user.waitsFor(
            "an invoice",
            message ->
                message.getJsonObject("invoice", new JsonObject()).getInteger("total_amount", 0)
                    == stars));
  }

  private static JsonObject message(long user, String kind, String charge, int stars) {
    JsonObject from =
        new JsonObject()
            .put("id", user)
            .put("is_bot", false)
            .put("first_name", "X")
            .put("language_code", "en");
    JsonObject chat =
        new JsonObject().put("id", user).put("type", "private").put("first_name", "X");
    JsonObject payment =
        new JsonObject()
            .put("currency", "XTR")
            .put("total_amount", stars)
            .put("invoice_payload", "nobody knows this")
            .put("telegram_payment_charge_id", charge)
            .put("provider_payment_charge_id", "");
    return new JsonObject()
        .put(
            "message",
            new JsonObject()
                .put("message_id", 1)
                .put("date", 1_770_000_000L)
                .put("from", from)
                .put("chat", chat)
                .put(kind, payment));
  }

  private static long receipts(EmulatedUser user, String text) {
    Await.until(
        () -> count("outbox") == 0 && count("tg_ready") == 0, java.time.Duration.ofSeconds(20));
    List<JsonObject> chat = get(user.chat());
    return chat.stream().filter(m -> m.getString("text", "").contains(text)).count();
  }

  private static long count(String rows) {
    return MigratedPostgres.look(bot.database(), "select count(*) from " + rows);
  }
}

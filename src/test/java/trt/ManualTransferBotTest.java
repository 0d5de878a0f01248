package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;
import trt.testing.MigratedPostgres;

/** A top-up by transfer that an operator approves, with the whole bot. */
class ManualTransferBotTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static TestBot bot;
  private static EmulatedUser admin;

  @BeforeAll
  static void start() {
    bot =
        TestBot.start(
            "money.giftMinor",
            100,
            "admin.ids",
            "9001",
            "payments.amounts",
            "5,50",
            "payments.manual",
            "on",
            "payments.manualDetails",
            "Card 0000 1111, <Ann & Co>",
            "payments.manualPrice",
            "1.5 ₽",
            "routing.personPerSecond",
            1000,
            "routing.personBurst",
            1000);
    admin = bot.user(9001, "Root", "en");
    get(admin.sends("/start"));
    get(admin.sees("I turn words"));
  }

  @AfterAll
  static void stop() {
    assertEquals(0, count("ledger_drift"));
    bot.close();
  }

  @Test
  void unlessItIsSwitchedOnNobodyHearsOfIt() {
    TestBot usual = TestBot.start("admin.ids", "9001");
    try {
      EmulatedUser ann = usual.user(1400, "Ann", "en");
      get(ann.sends("/topup"));
      JsonObject menu = get(ann.sees("Top up your balance"));
      assertFalse(menu.encode().contains("By transfer"), menu::encode);
      int id = menu.getInteger("message_id");
      JsonObject answer = get(get(ann.tapsData(id, "tr|a|50")).answer());
      assertTrue(answer.encode().contains("out of date"), answer::encode);
      assertEquals(
          0, MigratedPostgres.look(usual.database(), "select count(*) from manual_request"));
      get(ann.sends("/terms"));
      assertFalse(get(ann.sees("Terms")).encode().contains("transfer"));
    } finally {
      usual.close();
    }
  }

  @Test
  void whoTransfersIsCreditedWhenAnOperatorApprovesAndGoesOnWithTheOrder() {
    EmulatedUser bob = bot.user(1401, "Bob", "en");
    get(bob.sends("/start"));
    get(bob.taps("🎨 Make a picture"));
    get(bob.taps("Nano Banana · picture"));
    get(bob.taps("1:1"));
    get(bob.sees("Describe what you want to see"));
    get(bob.sends("a lighthouse"));
    get(bob.sees("short"));
    get(bob.taps("⭐ Top up"));
    get(bob.sees("Top up your balance"));
    String number = request(bob, "Bob");
    assertEquals(100, available(1401));

    get(admin.taps("✅ Approve"));
    String confirm = get(admin.sees("Shall it be done?")).getString("text");
    assertTrue(confirm.contains(number) && confirm.contains("Bob (1401)"), confirm);
    assertTrue(confirm.contains("⭐ 5"), confirm);
    assertEquals(100, available(1401), "asked once more, nothing is done yet");
    JsonObject asked = get(admin.sees("Shall it be done?"));
    String data = AdminSteps.data(asked, "✅ Do it");
    for (int i = 0; i < 5; i++) {
      get(admin.tapsData(asked.getInteger("message_id"), data));
    }

    get(bob.sees("Transfer " + number + " has come: ⭐ 5"));
    get(bob.sees("Balance: ⭐ 6"));
    Await.until(ManualTransferBotTest::quiet, LONG);
    assertEquals(600, available(1401));
    assertEquals(1, count("transfer where kind = 'manual'"));
    assertEquals(1, count("admin_action where deed = 'APPROVE'"));
    assertEquals(
        1,
        get(bob.chat()).stream()
            .filter(m -> m.getString("text", "").contains("has come: ⭐ 5"))
            .count());
    get(bob.taps("▶️ Continue with my order"));
    get(bob.sees("⭐ 6 → ⭐ 2.92"));
    get(bob.sends("/balance"));
    get(bob.sees("+⭐ 5 · top-up by transfer"));
  }

  @Test
  void whoseTransferDidNotComeIsToldThatNothingWasCredited() {
    EmulatedUser cat = bot.user(1402, "Cat", "en");
    get(cat.sends("/topup"));
    get(cat.sees("Top up your balance"));
    String number = request(cat, "Cat");
    AdminSteps.follow(admin, "/admin", "⭐ Payments", "🏦 Transfers", "🚫 " + number, "✅ Do it");

    get(cat.sees("We could not find transfer " + number));
    Await.until(ManualTransferBotTest::quiet, LONG);
    assertEquals(100, available(1402));
    assertEquals(1, count("admin_action where deed = 'DECLINE'"));
    get(cat.taps("🏠 Menu"));
  }

  @Test
  void nobodyButAnOperatorApproves() {
    EmulatedUser eve = bot.user(1403, "Eve", "en");
    get(eve.sends("/topup"));
    get(eve.sees("Top up your balance"));
    request(eve, "Eve");
    long id = look("select request_id from manual_request where user_id = 1403");
    int menu = get(eve.sees("We look whether it has come")).getInteger("message_id");
    for (String forged : new String[] {"a|do|APPROVE|" + id, "a|ok|1", "a|trs", "tr|paid|999"}) {
      JsonObject answer = get(get(eve.tapsData(menu, forged)).answer());
      assertTrue(answer.encode().contains("out of date"), forged + " " + answer);
    }
    Await.until(ManualTransferBotTest::quiet, LONG);
    assertEquals(100, available(1403));
    assertEquals(1, count("manual_request where user_id = 1403 and state = 'paid_claimed'"));
  }

  @Test
  void whatIsCancelledIsOverAndThreeAreEnough() {
    EmulatedUser dan = bot.user(1404, "Dan", "en");
    get(dan.sends("/topup"));
    get(dan.sees("Top up your balance"));
    get(dan.taps("🏦 By transfer"));
    int menu = get(dan.sees("Choose for how many Stars")).getInteger("message_id");
    for (int i = 0; i < 3; i++) {
      int most = i + 1;
      get(dan.tapsData(menu, "tr|a|" + (50 + i)));
      Await.until(() -> count("manual_request where user_id = 1404") == most, LONG);
    }
    get(dan.tapsData(menu, "tr|a|99"));
    get(dan.sees("several transfers that are not over"));
    long id = look("select min(request_id) from manual_request where user_id = 1404");
    get(dan.tapsData(menu, "tr|no|" + id));
    get(dan.sees("is cancelled. Nothing was charged"));
    get(dan.tapsData(menu, "tr|paid|" + id));
    get(dan.sees("is over"));
    assertEquals(2, count("manual_request where user_id = 1404 and ended_at is null"));
    assertEquals(100, available(1404));
  }

  /** Asks for five Stars by transfer and says that they are paid. */
  private static String request(EmulatedUser user, String name) {
    get(user.taps("🏦 By transfer"));
    get(user.sees("One Star costs 1.5 ₽"));
    get(user.taps("⭐ 5"));
    String text = get(user.sees("Where to:")).getString("text");
    assertTrue(text.contains("Card 0000 1111, <Ann & Co>"), text);
    String number = text.replaceAll("(?s).*Transfer (T-[0-9]{6}).*", "$1");
    get(user.taps("✅ I have paid"));
    get(user.sees("We look whether it has come"));
    get(admin.sees(name + " has made transfer " + number));
    return number;
  }

  private static boolean quiet() {
    return count("outbox") == 0 && count("tg_ready") == 0;
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

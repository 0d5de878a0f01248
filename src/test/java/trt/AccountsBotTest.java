package trt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.user.Checkout;
import trt.testing.Await;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** What people see of their money, and what comes to it besides payments, with the whole bot. */
class AccountsBotTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot =
        TestBot.start(
            "money.giftMinor",
            100,
            "admin.ids",
            "9001",
            "payments.retryEvery",
            "100ms",
            "accounts.referralEvery",
            "100ms",
            "accounts.promoTriesPerHour",
            3,
            "accounts.exportRows",
            20,
            "accounts.timeZone",
            "Asia/Yekaterinburg");
  }

  @AfterAll
  static void stop() {
    assertEquals(0, count("ledger_drift"));
    bot.close();
  }

  @Test
  void theBalanceSaysInPlainWordsWhatMovedIt() {
    EmulatedUser ann = rich(1301, "Ann");
    get(ann.sends("/start"));
    topUp(ann, 10);
    order(ann, "a lighthouse");
    get(ann.seesPhoto());
    order(ann, "a lighthouse [fail]");
    get(ann.sees("is back on your balance"));

    get(ann.sends("/balance"));
    String text = get(ann.sees("Movements")).getString("text");

    assertTrue(text.contains("Asia/Yekaterinburg"), text);
    assertTrue(
        text.matches(
            "(?s).*\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d · \\+⭐ 3\\.08 · money back in full, Nano Banana · picture"
                + "\\n.* · −⭐ 3\\.08 · reserved, did not work out, Nano Banana · picture"
                + "\\n.* · −⭐ 3\\.08 · generation, Nano Banana · picture"
                + "\\n.* · \\+⭐ 10 · top-up"
                + "\\n.* · \\+⭐ 1 · welcome gift"),
        text);
    get(ann.taps("🆓 Free ones"));
    get(ann.sees("+3 · free quota of the day"));
  }

  @Test
  void pagesGoThroughEverythingAndBack() {
    EmulatedUser bob = bot.user(1302, "Bob", "en");
    get(bob.sends("/start"));
    get(bob.sees("I turn words"));
    adjust(1302, 11);
    get(bob.sends("/balance"));
    get(bob.sees("+⭐ 0.11 · correction by support"));
    get(bob.taps("Older ▶️"));
    get(bob.sees("+⭐ 0.06 · correction by support"));
    get(bob.taps("Older ▶️"));
    JsonObject last = get(bob.sees("welcome gift"));
    assertTrue(!last.encode().contains("Older ▶️"), last::encode);
    get(bob.taps("◀️ Newer"));
    get(bob.sees("+⭐ 0.02 · correction by support"));
    get(bob.taps("◀️ Newer"));
    JsonObject first = get(bob.sees("+⭐ 0.11 · correction by support"));
    assertTrue(!first.encode().contains("◀️ Newer"), first::encode);
  }

  @Test
  void everythingComesAsFilesThatSpreadsheetsRead() {
    EmulatedUser cat = bot.user(1303, "Катя", "ru");
    get(cat.sends("/start"));
    get(cat.sees("Баланс"));
    adjust(1303, 30);
    get(cat.sends("/balance"));
    get(cat.taps("📄 Выгрузить"));
    List<String> lines = lines(get(cat.waitsFor("a file", m -> m.containsKey("document"))));
    assertEquals("\uFEFFВремя,Сумма,Причина,Модель,Номер", lines.get(0));
    assertEquals(21, lines.size());
    assertTrue(lines.get(1).contains(",0.3,исправление поддержки,,"), lines.get(1));

    get(cat.taps("📄 Более ранние"));
    JsonObject second =
        get(cat.waitsFor("the rest", m -> m.getString("caption", "").startsWith("📄 11 движений")));
    List<String> rest = lines(second);
    assertEquals(12, rest.size());
    assertTrue(rest.get(11).contains(",1,подарок при знакомстве,,"), rest.get(11));
  }

  @Test
  void aPromoCodeIsMadeGivenAndExplained() {
    EmulatedUser admin = bot.user(9001, "Root", "en");
    get(admin.sends("/promo_new spring 5 2 7"));
    get(admin.sees("SPRING: ⭐ 5 for 2 people, valid for 7 days"));
    get(admin.sends("/promo_new SPRING 6"));
    get(admin.sees("There is a code of this name already"));
    for (String wrong :
        List.of(
            "",
            " X 5",
            " GOOD",
            " GOOD 0",
            " GOOD -1",
            " GOOD 1.001",
            " GOOD 5 0",
            " GOOD 5 1 0",
            " GOOD 5 1 1 1",
            " GOOD 999999",
            " \"; drop 5")) {
      get(admin.sends("/promo_new" + wrong));
    }
    Await.until(AccountsBotTest::quiet, LONG);
    assertEquals(1, count("promo_code"));

    EmulatedUser dan = bot.user(1304, "Dan", "en");
    get(dan.sends("/promo_list"));
    get(dan.sees("I do not know this command"));
    get(dan.sends("/promo_new MINE 500"));
    get(dan.sends("/balance"));
    get(dan.taps("🎟 Promo code"));
    get(dan.sees("Write the code"));
    get(dan.sends("Spring"));
    get(dan.sees("+⭐ 5"));
    get(dan.sees("Balance: ⭐ 6"));
    get(dan.sends("/promo SPRING"));
    get(dan.sees("You have redeemed this code before"));
    assertEquals(1, count("promo_code"));

    EmulatedUser eva = bot.user(1305, "Eva", "en");
    get(eva.sends("/promo SPRING"));
    get(eva.sees("+⭐ 5"));
    EmulatedUser fay = bot.user(1306, "Fay", "en");
    get(fay.sends("/promo SPRING"));
    get(fay.sees("others were faster"));
    get(fay.sends("nonsense"));
    get(fay.sees("I do not know this code"));
    get(fay.sends("???"));
    get(fay.sees("does not look like a promo code"));
    get(fay.sends("nonsense2"));
    get(fay.sends("/promo nonsense3"));
    get(fay.sees("try again in an hour"));

    get(admin.sends("/promo_new OTHER 2.5"));
    get(admin.sees("OTHER: ⭐ 2.5 for 1 person, valid for 30 days"));
    get(admin.sends("/promo_close OTHER"));
    get(admin.sees("The code is closed"));
    get(admin.sends("/promo_list"));
    String list = get(admin.sees("newest first")).getString("text");
    assertTrue(list.contains("OTHER · ⭐ 2.5 · 0 of 1") && list.contains("· closed"), list);
    assertTrue(list.contains("SPRING · ⭐ 5 · 2 of 2") && list.contains("· used up"), list);
    get(dan.sends("/promo OTHER"));
    get(dan.sees("no longer valid"));
  }

  @Test
  void whoBringsAFriendWhoSpendsOwnStarsIsRewardedOnce() {
    EmulatedUser gus = bot.user(1307, "Gus", "en");
    get(gus.sends("/invite"));
    String text = get(gus.sees("https://t.me/")).getString("text");
    String start = text.replaceAll("(?s).*\\?start=(ref_[A-Za-z0-9_-]+).*", "$1");

    EmulatedUser old = bot.user(1308, "Old", "en");
    get(old.sends("/start"));
    get(old.sees("I turn words"));
    get(old.sends("/start " + start));
    get(gus.sends("/start " + start));
    EmulatedUser hal = rich(1309, "Hal");
    get(hal.sends("/start " + start));
    get(hal.sees("I turn words"));
    get(hal.sends("/start " + start));
    Await.until(AccountsBotTest::quiet, LONG);
    assertEquals(1, count("referral where inviter = 1307"));
    assertEquals(1, count("referral where invitee = 1309"));

    topUp(hal, 9);
    order(hal, "a fox");
    get(hal.seesPhoto());

    get(gus.sees("A friend you invited has spent first Stars here"));
    get(gus.sees("Balance: ⭐ 6"));
    order(hal, "another fox");
    Await.until(AccountsBotTest::quiet, LONG);
    get(gus.sends("/invite"));
    get(gus.sees("Rewards so far: 1"));
    assertEquals(600, available(1307));
  }

  @Test
  void anUnspentTopUpGoesBackWhenAskedForInTheChat() {
    EmulatedUser ida = rich(1310, "Ida");
    get(ida.sends("/paysupport"));
    get(ida.sees("There is no top-up that could go back"));
    topUp(ida, 7);
    get(ida.sends("/paysupport"));
    get(ida.taps("↩️ ⭐ 7 of "));
    get(ida.sees("Give ⭐ 7 back?"));
    get(ida.taps("↩️ Yes, give it back"));
    get(ida.sees("on their way to your Telegram account"));
    get(ida.sees("Refunded: ⭐ 7"));
    assertEquals(1_000, get(ida.stars()));
    assertEquals(100, available(1310));
    assertEquals(1, count("stars_refund where state = 'done' and cause = 'rule'"));
  }

  @Test
  void aSpentTopUpIsLookedAtByPeopleWhoAreToldOnce() {
    EmulatedUser admin = bot.user(9001, "Root", "en");
    get(admin.sends("/start"));
    EmulatedUser jim = rich(1311, "Jim");
    topUp(jim, 5);
    order(jim, "a ship");
    get(jim.seesPhoto());
    for (int i = 0; i < 3; i++) {
      get(jim.sends("/paysupport"));
      get(jim.taps("↩️ ⭐ 5 of "));
      get(jim.taps("↩️ Yes, give it back"));
      get(jim.sees("Support will look at it. Your balance has not changed"));
    }
    get(admin.sees("Jim asks for a refund of ⭐ 5"));
    Await.until(AccountsBotTest::quiet, LONG);
    assertEquals(
        1,
        get(admin.chat()).stream()
            .filter(m -> m.getString("text", "").contains("Jim asks for a refund"))
            .count());
    assertEquals(292, available(1311));
  }

  private static void order(EmulatedUser user, String prompt) {
    get(user.sends("/start"));
    get(user.taps("🎨 Make a picture"));
    get(user.taps("Nano Banana · picture"));
    get(user.taps("1:1"));
    get(user.sees("Describe what you want to see"));
    get(user.sends(prompt));
    get(user.taps("✅ Confirm"));
  }

  private static void topUp(EmulatedUser user, int stars) {
    get(user.sends("/topup " + stars));
    JsonObject invoice =
        get(
            user.waitsFor(
                "an invoice",
                m ->
                    m.getJsonObject("invoice", new JsonObject()).getInteger("total_amount", 0)
                        == stars));
    assertEquals(Checkout.Outcome.PAID, get(user.pays(invoice.getInteger("message_id"))).outcome());
    get(user.sees("Paid: ⭐ " + stars));
  }

  /** Corrections of 1, 2, 3 … minor units. */
  private static void adjust(long user, int times) {
    TestPostgres.execute(
        bot.database(),
        ("insert into transfer (kind, debit, credit, amount, currency, idem) select 'adjust', -5,"
                + " wallet_id * 4, n, 'XTR', 'test:%1$d:' || n from wallet, generate_series(1,"
                + " %2$d) n where user_id = %1$d and currency = 'XTR' order by n; update wallet"
                + " set available = available + %2$d * (%2$d + 1) / 2 where user_id = %1$d and"
                + " currency = 'XTR'")
            .formatted(user, times));
  }

  private static List<String> lines(JsonObject message) {
    String id = message.getJsonObject("document").getString("file_id");
    return new String(bot.download(id), UTF_8).lines().toList();
  }

  private static EmulatedUser rich(long id, String name) {
    EmulatedUser user = bot.user(id, name, "en");
    get(user.buysStars(1_000 - get(user.stars())));
    return user;
  }

  private static boolean quiet() {
    return count("outbox") == 0 && count("tg_ready") == 0 && count("gen_job where live") == 0;
  }

  private static long available(long user) {
    return MigratedPostgres.look(
        bot.database(),
        "select available from wallet where currency = 'XTR' and user_id = " + user);
  }

  private static long count(String rows) {
    return MigratedPostgres.look(bot.database(), "select count(*) from " + rows);
  }
}

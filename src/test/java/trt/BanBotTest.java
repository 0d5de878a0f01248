package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.user.Checkout;
import trt.testing.Await;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** Somebody is banned: nothing is done, little is said, no money is touched. */
class BanBotTest {
  private static final long OPERATOR = 5401;
  private static TestBot bot;
  private static EmulatedUser operator;

  @BeforeAll
  static void start() {
    bot = TestBot.start("admin.ids", new JsonArray().add(OPERATOR));
    operator = bot.user(OPERATOR, "Olga", "en");
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void theBannedGetOneLineAndNothingElseAndPayNothing() {
    EmulatedUser spammer = bot.user(5501, "Spammer", "en");
    get(spammer.buysStars(100));
    get(spammer.sends("/topup 7"));
    int invoice =
        get(spammer.waitsFor("an invoice", message -> message.containsKey("invoice")))
            .getInteger("message_id");
    AdminSteps.follow(spammer, "/start", "🎨 Make a picture", "Z-Image · free", "1:1");
    get(spammer.sees("Describe what you want to see"));
    get(spammer.sends("a fox"));
    JsonObject confirm = get(spammer.sees("Price: free"));
    press(AdminSteps.prepare(operator, 5501, "🚫 Ban", "spam"));
    get(operator.sees("✅ Done."));

    get(spammer.tapsData(confirm.getInteger("message_id"), AdminSteps.data(confirm, "✅ Confirm")));
    get(spammer.sends("/start"));
    get(spammer.sends("hello?"));
    get(spammer.sends("/balance"));
    Checkout.Result refused = get(spammer.pays(invoice));
    assertEquals(Checkout.Outcome.REFUSED_BY_BOT, refused.outcome());
    assertTrue(refused.detail().contains("Nothing was charged"), refused::detail);
    Await.until(() -> count("tg_ready") == 0 && count("outbox") == 0);

    assertEquals(0, count("gen_order where user_id = 5501"));
    assertEquals(2_000, available(5501));
    assertEquals(600, get(spammer.stars()));
    long lines =
        get(spammer.chat()).stream()
            .filter(message -> message.getString("text", "").contains("access to this bot"))
            .count();
    assertTrue(lines <= 1, "told " + lines + " times");
    assertEquals(1, count("person_ban where user_id = 5501 and told_at is not null"));

    get(operator.sends("/admin 5501"));
    get(operator.sees("Banned since"));
    press(AdminSteps.prepare(operator, 5501, "✅ Lift the ban", "promised to behave"));
    get(operator.sees("Lift the ban of person 5501"));
    Await.until(() -> count("person_ban where user_id = 5501") == 0);
    get(spammer.sends("/balance"));
    get(spammer.sees("Available: ⭐ 20"));
    assertEquals(2, count("admin_action where subject = '5501'"));
  }

  @Test
  void whatTelegramHasChargedIsCreditedAlthoughTheBanCameInBetween() {
    EmulatedUser payer = bot.user(5503, "Payer", "en");
    get(payer.buysStars(100));
    get(payer.sends("/topup 7"));
    int invoice =
        get(payer.waitsFor("an invoice", message -> message.containsKey("invoice")))
            .getInteger("message_id");
    TestPostgres.execute(
        bot.database(),
        "create function ban_the_payer() returns trigger language plpgsql as $$ begin"
            + " insert into person_ban (tenant_id, user_id, reason, admin_id)"
            + " values (1, 5503, 'x', 5401); return null; end $$;"
            + " create trigger ban_the_payer after insert on outbox for each row"
            + " when (new.method = 'answerPreCheckoutQuery') execute function ban_the_payer()");

    Checkout.Result paid = get(payer.pays(invoice));
    TestPostgres.execute(bot.database(), "drop function ban_the_payer cascade");

    assertEquals(Checkout.Outcome.PAID, paid.outcome());
    get(payer.sees("Paid: ⭐ 7"));
    assertEquals(2_700, available(5503));
    assertEquals(1, count("person_ban where user_id = 5503"));
  }

  @Test
  void whatWasRunningWhenTheBanCameIsDelivered() {
    EmulatedUser bob = bot.user(5502, "Bob", "en");
    AdminSteps.follow(bob, "/start", "🎨 Make a picture", "Nano Banana · picture", "1:1");
    get(bob.sees("Describe what you want to see"));
    get(bob.sends("a boat [never]"));
    get(bob.taps("✅ Confirm"));
    get(bob.sees("is reserved"));
    Await.until(() -> !bot.kie().control().tasks().isEmpty());
    press(AdminSteps.prepare(operator, 5502, "🚫 Ban", "rude"));
    Await.until(() -> count("person_ban where user_id = 5502") == 1);

    get(bot.kie().control().finish(bot.kie().control().tasks().get(0).id()));

    get(bob.seesPhoto());
    assertEquals(2_000 - 308, available(5502));
  }

  @Test
  void anOperatorIsNotBanned() {
    get(operator.sends("/admin"));
    get(operator.sees("Operator menu"));
    press(AdminSteps.prepare(operator, OPERATOR, "🚫 Ban", "me"));
    get(operator.sees("an operator cannot be banned"));
    assertEquals(0, count("person_ban where user_id = 5401"));
  }

  private static void press(JsonObject confirm) {
    get(operator.tapsData(confirm.getInteger("message_id"), AdminSteps.data(confirm, "✅ Do it")));
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

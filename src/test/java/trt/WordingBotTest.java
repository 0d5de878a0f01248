package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;

/** Conversations in which the bot helps with the words of a description. */
class WordingBotTest {
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot = TestBot.start("money.giftMinor", 100_000);
  }

  @AfterEach
  void repair() {
    bot.kie().control().repair();
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void whatIsNotUsedOfThePriceOnTheButtonComesBack() {
    EmulatedUser ann = bot.user(6001, "Ann", "en");
    get(ann.sends("a red fox"));
    get(ann.taps("✨ Improve the words"));
    get(ann.waitsFor("words", m -> has(m, "In other words") && has(m, "the rest is back")));
    get(ann.waitsFor("a choice", m -> has(m, "Your words") && has(m, "a red fox, soft golden")));
    get(ann.taps("✅ Take these words"));
    get(ann.waitsFor("a price", m -> has(m, "Make a picture of this?") && has(m, "soft golden")));
    assertEquals(0, live(6001));
    assertEquals(
        0, bot.count("SELECT held FROM wallet WHERE user_id = 6001 AND currency <> 'FRE'"));
  }

  @Test
  void twoPressesAreOneRequestAndOnePayment() {
    EmulatedUser bob = bot.user(6002, "Bob", "en");
    get(bob.sends("a blue whale"));
    JsonObject offer = get(bob.waitsFor("an offer", m -> m.encode().contains("\"wi|")));
    String press = offer.encode().replaceFirst("(?s).*?\"(wi\\|[^\"]*)\".*", "$1");
    int message = offer.getInteger("message_id");
    get(Future.all(bob.tapsData(message, press), bob.tapsData(message, press)));
    get(bob.sees("Which ones shall I use?"));
    assertEquals(1, bot.count("SELECT count(*) FROM gen_order WHERE user_id = 6002"));
    assertEquals(
        1,
        bot.count(
            "SELECT count(*) FROM hold_close WHERE captured > 0 AND job_id IN"
                + " (SELECT job_id FROM gen_order WHERE user_id = 6002)"));
  }

  @Test
  void whatIsRefusedIsPaidBackAndTheOrderGoesOn() {
    EmulatedUser cat = bot.user(6003, "Cat", "en");
    get(cat.sends("a green owl [refuse]"));
    get(cat.taps("✨ Improve the words"));
    get(cat.sees("is back on your balance"));
    get(cat.taps("▶️ Go on"));
    get(cat.waitsFor("a price", m -> has(m, "a green owl") && has(m, "Price")));
    get(cat.sends("/balance"));
    get(cat.sees("Available: ⭐ 1,000"));
  }

  @Test
  void whoHasGoneOnIsNotAsked() {
    EmulatedUser dan = bot.user(6004, "Dan", "en");
    bot.kie().control().breakThings(new JsonObject("{\"latencyMs\":1500}"));
    get(dan.sends("a yellow boat"));
    get(dan.taps("✨ Improve the words"));
    get(dan.sends("/menu"));
    get(dan.sees("In other words"));
    Await.until(() -> bot.count("SELECT count(*) FROM tg_ready") == 0);
    assertTrue(get(dan.chat()).stream().noneMatch(m -> has(m, "Which ones shall I use?")));
    get(dan.taps("Use these words"));
    get(dan.waitsFor("an offer", m -> has(m, "Make a picture") && has(m, "soft golden")));
  }

  @Test
  void anAnswerThatWasLostIsNotPaidTwice() {
    EmulatedUser eva = bot.user(6005, "Eva", "en");
    get(eva.sends("a tall tower [lost-answer]"));
    get(eva.taps("✨ Improve the words"));
    Await.until(
        () ->
            bot.count(
                    "SELECT count(*) FROM gen_job j JOIN gen_order o ON o.job_id = j.id"
                        + " WHERE user_id = 6005 AND state = 'UNKNOWN'")
                == 1);
    assertEquals(
        0,
        bot.count(
            "SELECT count(*) FROM hold_close WHERE captured > 0 AND job_id IN"
                + " (SELECT job_id FROM gen_order WHERE user_id = 6005)"));
  }

  private static boolean has(JsonObject message, String text) {
    return message.getString("text", "").contains(text);
  }

  private static long live(long user) {
    return bot.count(
        "SELECT count(*) FROM gen_job j JOIN gen_order o ON o.job_id = j.id WHERE j.live AND"
            + " o.user_id = "
            + user);
  }
}

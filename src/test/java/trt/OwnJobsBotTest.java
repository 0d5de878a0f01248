package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.config.Secret;
import trt.kie.Account;
import trt.playground.telegram.EmulatedGroup;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;
import trt.testing.TestPostgres;

/** People see what is being made for them, and call off what still waits. */
class OwnJobsBotTest {
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot =
        TestBot.start(
            "kie.tasksPer10Seconds", 1, "generation.progressEvery", "200ms", "money.giftMinor", 0);
    // The account is used up for the next hour: whatever is ordered waits.
    TestPostgres.execute(
        bot.database(),
        "insert into gen_attempt (job_id, attempt, account, intent_at) values (-1, 1, "
            + Account.of(Secret.of("test"))
            + ", now() + interval '1 hour')");
  }

  @AfterAll
  static void stop() {
    assertEquals(0, bot.count("select count(*) from ledger_drift"));
    bot.close();
  }

  @Test
  void whoHasNothingUnderWayIsToldSo() {
    EmulatedUser ann = bot.user(8101, "Ann", "en");
    get(ann.sends("/jobs"));
    JsonObject said = get(ann.sees("Nothing is being made"));
    get(ann.taps("🔄 Refresh"));

    assertTrue(said.encode().contains("Nothing is reserved"));
  }

  @Test
  void whatWaitsIsListedWithItsPlaceAndCalledOffFromTheList() {
    EmulatedUser ben = bot.user(8102, "Ben", "en");
    order(ben, "a red fox");
    order(ben, "a blue fox");
    // In line it has a place as soon as somebody has looked at the line.
    String text = list(ben);
    for (int i = 0; i < 30 && !text.contains("place 2"); i++) {
      text = list(ben);
    }
    assertTrue(text.contains("place "), text);
    assertTrue(text.contains("a red fox") && text.contains("a blue fox"), text);
    assertTrue(text.contains("one free generation reserved") && text.contains("just now"), text);

    JsonObject notice = get(get(ben.taps("✖️ Cancel number 1")).answer());

    assertEquals("Cancelled. Your free generation is back.", notice.getString("text"));
    get(
        ben.waitsFor(
            "the shorter list",
            m -> said(m).contains("Your generations") && !said(m).contains("a red fox")));
    get(ben.waitsFor("the end in its own message", m -> said(m).contains("Cancelled.")));
    assertEquals(1, unfinished(ben));
    assertEquals(
        2, bot.count("select available from wallet where user_id = 8102 and currency = 'FRE'"));
    get(ben.taps("✖️ Cancel number 1"));
    get(ben.sees("Nothing is being made"));
    assertEquals(0, unfinished(ben));
  }

  @Test
  void whatWaitsIsCalledOffUnderItsOwnMessageAndCanBeOrderedAgain() {
    EmulatedUser cleo = bot.user(8103, "Клео", "ru");
    get(cleo.sends("/start"));
    get(cleo.taps("Создать картинку"));
    get(cleo.taps("Z-Image"));
    get(cleo.taps("16:9"));
    get(cleo.sees("Опишите"));
    get(cleo.sends("зелёная лиса"));
    get(cleo.taps("✅ Подтвердить"));
    get(cleo.waitsFor("its button", m -> m.encode().contains("stop|")));

    JsonObject notice = get(get(cleo.taps("✖️ Отменить")).answer());

    assertEquals("Отменено. Бесплатная генерация снова ваша.", notice.getString("text"));
    JsonObject end = get(cleo.sees("Отменено. Бесплатная картинка возвращена."));
    assertFalse(end.encode().contains("stop|"));
    get(cleo.taps("🔁 Ещё раз"));
    get(cleo.sees("зелёная лиса"));
    assertEquals(0, unfinished(cleo));
  }

  @Test
  void whatIsBeingMadeIsNotCalledOff() {
    EmulatedUser dan = bot.user(8104, "Dan", "en");
    order(dan, "a grey fox");
    long job = bot.count("select max(job_id) from gen_order where user_id = 8104");
    TestPostgres.execute(
        bot.database(),
        "update gen_job set state = 'SUBMITTING', attempt = 1, submitted_at = now() where id = "
            + job);
    get(dan.sends("/jobs"));
    JsonObject list = get(dan.sees("Being made"));
    assertFalse(list.encode().contains("stop|"), list::encode);

    JsonObject late = get(get(dan.tapsData(list.getInteger("message_id"), "stop|" + job)).answer());

    assertTrue(late.getString("text").startsWith("Too late to cancel"), late::encode);
    assertTrue(late.getBoolean("show_alert"));
    EmulatedUser eve = bot.user(8105, "Eve", "en");
    get(eve.sends("/jobs"));
    JsonObject hers = get(eve.sees("Nothing is being made"));
    JsonObject foreign =
        get(get(eve.tapsData(hers.getInteger("message_id"), "stop|" + job)).answer());
    assertTrue(foreign.getString("text").startsWith("This one is over"), foreign::encode);
    assertEquals(1, unfinished(dan));
  }

  @Test
  void inAGroupTheListIsShownInPrivate() {
    EmulatedUser fay = bot.user(8106, "Fay", "en");
    EmulatedGroup group = bot.telegram().group(-100_81L, "Friends");
    get(group.says(fay, "/jobs"));
    JsonObject said = get(group.sees("do that in private"));

    assertTrue(said.encode().contains("start=jobs"), said::encode);
    get(fay.sends("/start jobs"));
    get(fay.sees("Nothing is being made"));
  }

  @Test
  void inAGroupOnlyTheOneWhoOrderedCallsItOff() {
    EmulatedUser gus = bot.user(8107, "Gus", "en");
    EmulatedUser hal = bot.user(8108, "Hal", "en");
    EmulatedGroup group = bot.telegram().group(-100_82L, "Friends");
    get(group.says(gus, "/start"));
    get(group.taps(gus, "Make a picture"));
    get(group.taps(gus, "Z-Image"));
    get(group.taps(gus, "16:9"));
    get(group.replies(gus, get(group.sees("answer by replying")), "a green fox"));
    get(group.sees("Price: free"));
    get(group.taps(gus, "✅ Confirm"));
    get(group.sees("One free picture is reserved"));

    JsonObject foreign = get(get(group.taps(hal, "✖️ Cancel")).answer());
    assertTrue(foreign.getString("text").contains("belongs to Gus"), foreign::encode);
    assertEquals(1, unfinished(gus));

    JsonObject notice = get(get(group.taps(gus, "✖️ Cancel")).answer());
    assertTrue(notice.getString("text").startsWith("Cancelled."), notice::encode);
    JsonObject end = get(group.sees("Cancelled. Your free picture is back."));
    assertTrue(end.encode().contains("again|"), end::encode);
    assertEquals(0, unfinished(gus));
  }

  private static String list(EmulatedUser user) {
    JsonObject asked = get(user.sends("/jobs"));
    return get(user.waitsFor(
            "the list",
            m ->
                m.getInteger("message_id") > asked.getInteger("message_id")
                    && said(m).contains("Your generations")))
        .getString("text");
  }

  private static void order(EmulatedUser user, String prompt) {
    Orders.confirms(user, prompt);
    Await.until(
        () ->
            bot.count(
                    "select count(*) from gen_order where user_id = "
                        + user.id()
                        + " and input ->> 'prompt' = '"
                        + prompt
                        + "'")
                == 1);
  }

  private static long unfinished(EmulatedUser user) {
    return bot.count(
        "select count(*) from gen_job j join wallet w using (wallet_id) where j.live and w.user_id = "
            + user.id());
  }

  private static String said(JsonObject message) {
    return message.getString("text", "");
  }
}

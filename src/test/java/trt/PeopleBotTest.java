package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;

/** What people do with their results, their history and the models, in the whole bot. */
class PeopleBotTest {
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot =
        TestBot.start(
            "money.giftMinor", 100_000, "money.freePerDay", 50, "routing.samePressWithin", "30s");
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void fromStartToAFreePictureItTakesOneMessageAndAtMostThreeTaps() {
    EmulatedUser ann = bot.user(8001, "Ann", "en");
    int taps = 0;
    get(ann.sends("/start"));
    get(ann.sees("Hi!"));
    get(ann.sends("a red fox in the snow"));
    get(ann.sees("Make a picture of this?"));
    get(ann.taps("✅ Confirm"));
    taps++;

    JsonObject picture = get(ann.seesPhoto());

    assertTrue(picture.encode().contains("a red fox in the snow"));
    assertTrue(taps <= 3);
    assertEquals(1, jobs(ann));
  }

  @Test
  void fromAPictureToAnotherOneItTakesOneTap() {
    EmulatedUser bob = bot.user(8002, "Bob", "en");
    picture(bob, "a green frog");

    get(bob.taps("⚡ Once more · free"));

    Await.until(() -> photos(bob) == 2);
    assertEquals(2, jobs(bob));
    // The second result took the place of its own status message, not of the first result.
    assertTrue(texts(bob).stream().noneMatch(text -> text.contains("reserved")));
  }

  @Test
  void tenTapsAtOnceOnOnceMoreMakeOneJob() {
    EmulatedUser cid = bot.user(8003, "Cid", "en");
    JsonObject picture = picture(cid, "a blue whale");
    String data = data(picture, "⚡ Once more");

    for (int i = 0; i < 10; i++) {
      get(cid.tapsData(picture.getInteger("message_id"), data));
    }

    Await.until(() -> photos(cid) == 2 && bot.count("select count(*) from tg_ready") == 0);
    assertEquals(2, jobs(cid));
  }

  @Test
  void aVariationAndOtherSettingsShowThePriceFirst() {
    EmulatedUser dan = bot.user(8004, "Dan", "en");
    picture(dan, "a grey wolf");
    get(dan.taps("🎲 Variation"));
    get(dan.sees("Price: free"));
    get(dan.taps("⚙️ Settings"));
    get(dan.waitsFor("settings", m -> m.getString("text", "").startsWith("⚙️")));
    get(dan.taps("Aspect ratio"));
    get(dan.taps("9:16"));
    get(dan.sees("9:16"));
    get(dan.taps("✅ Confirm"));
    Await.until(() -> photos(dan) == 2);
  }

  @Test
  void aPictureIsEnlargedAndAnimated() {
    EmulatedUser eva = bot.user(8005, "Eva", "en");
    JsonObject picture = picture(eva, "a white horse");
    Await.until(
        () ->
            bot.count(
                    "select count(*) from gen_result r join gen_order o using (job_id) where o.user_id = 8005"
                        + " and exists (select from sent_file s where s.source ="
                        + " sha256(convert_to(r.result -> 'outputs' -> 0 ->> 'url', 'UTF8')))")
                == 1);
    get(eva.tapsData(picture.getInteger("message_id"), data(picture, "🔍 Enlarge")));
    get(eva.sees("Choose a model"));
    get(eva.taps("Photo upscale"));
    get(eva.sees("📎"));
    get(eva.taps("✅ Confirm"));
    get(
        eva.waitsFor(
            "the large one", m -> m.encode().contains("Photo upscale") && m.containsKey("photo")));
    get(eva.tapsData(picture.getInteger("message_id"), data(picture, "🎬 Animate")));
    get(eva.taps("480"));
    get(eva.taps("5"));
    get(eva.sees("Describe"));
    get(eva.sends("let it gallop"));
    get(eva.taps("✅ Confirm"));
    get(eva.waitsFor("a film", m -> m.containsKey("video") || m.containsKey("animation")));
    assertTrue(
        bot.count(
                "select count(*) from gen_upload u join gen_order o using (job_id) where o.user_id = 8005")
            == 2);
  }

  @Test
  void theHistorySendsAResultAgainWithoutCharging() {
    EmulatedUser fay = bot.user(8006, "Fay", "en");
    picture(fay, "a yellow canary");
    picture(fay, "a yellow submarine");
    long before = bot.count("select sum(available + held) from wallet where user_id = 8006");

    get(fay.sends("/history"));
    get(fay.sees("1–2 of 2"));
    bot.restart();
    get(fay.taps("🔎 Search"));
    get(fay.sees("Which words?"));
    get(fay.sends("Canary"));
    get(fay.sees("With the words: Canary"));
    get(fay.taps("🖼 a yellow canary"));
    JsonObject again = get(fay.waitsFor("the picture", m -> m.encode().contains("Sent again")));

    assertTrue(again.containsKey("photo"));
    assertTrue(again.encode().contains("a yellow canary"));
    assertEquals(2, jobs(fay));
    assertEquals(
        before, bot.count("select sum(available + held) from wallet where user_id = 8006"));
    assertTrue(labels(again).containsAll(List.of("🔁 Again", "✏️ Change the prompt", "🗑 Delete")));
  }

  @Test
  void theHistoryFindsRussianWordsInAnyCase() {
    EmulatedUser gleb = bot.user(8007, "Глеб", "ru");
    get(gleb.sends("Рыжий Кот на заборе"));
    get(gleb.sees("Сделать из этого картинку?"));
    get(gleb.taps("✅ Подтвердить"));
    get(gleb.seesPhoto());
    get(gleb.sends("/history"));
    get(gleb.taps("🔎 Найти"));
    get(gleb.sees("Какие слова?"));
    get(gleb.sends("рыжий кОт"));
    get(gleb.taps("🖼 Рыжий Кот на заборе"));
    get(gleb.waitsFor("the picture", m -> m.encode().contains("Отправлено снова")));
  }

  @Test
  void favouritesAreMarkedUnderTheResultAndFiltered() {
    EmulatedUser hal = bot.user(8008, "Hal", "en");
    picture(hal, "an old clock");
    JsonObject kept = picture(hal, "a new clock");

    get(hal.tapsData(kept.getInteger("message_id"), data(kept, "☆ Favourite")));
    get(hal.waitsFor("the star", m -> m.containsKey("photo") && labels(m).contains("★ Favourite")));
    get(hal.sends("/history"));
    get(hal.sees("1–2 of 2"));
    get(hal.taps("★ 🖼 a new clock"));
    get(
        hal.waitsFor(
            "it", m -> m.encode().contains("Sent again") && labels(m).contains("★ Favourite")));
    get(hal.sends("/favorites"));
    JsonObject list = get(hal.sees("1–1 of 1"));
    assertTrue(labels(list).contains("★ 🖼 a new clock"));
  }

  @Test
  void aDeletedResultLeavesTheChatAndTheDatabase() {
    EmulatedUser ida = bot.user(8009, "Ida", "en");
    JsonObject picture = picture(ida, "a secret garden");
    long paid =
        bot.count(
            "select count(*) from hold h join gen_order o using (job_id) where o.user_id = 8009");

    get(ida.tapsData(picture.getInteger("message_id"), data(picture, "🗑 Delete")));
    get(ida.sees("Delete this result?"));
    assertEquals(1, photos(ida));
    get(ida.taps("🗑 Yes, delete it"));
    get(ida.sees("Deleted."));

    Await.until(() -> photos(ida) == 0);
    assertEquals(
        0,
        bot.count(
            "select (select count(*) from gen_order where user_id = 8009 and input::text like '%secret%')"
                + " + (select count(*) from gen_result join gen_order using (job_id) where user_id = 8009)"));
    assertEquals(
        paid,
        bot.count(
            "select count(*) from hold h join gen_order o using (job_id) where o.user_id = 8009"));
    get(ida.sends("/history"));
    JsonObject list = get(ida.sees("Nothing here"));
    get(ida.tapsData(list.getInteger("message_id"), data(picture, "🔁 Again")));
    get(ida.sees("What shall we make?"));
  }

  @Test
  void nobodyTouchesTheResultsOfAnother() {
    EmulatedUser jim = bot.user(8010, "Jim", "en");
    picture(jim, "a diary");
    long job = bot.count("select max(job_id) from gen_order where user_id = 8010");
    EmulatedUser eve = bot.user(8011, "Eve", "en");
    get(eve.sends("/start"));
    JsonObject menu = get(eve.sees("Hi!"));

    for (String forged : List.of("hi|", "fav|", "del|", "dy|", "use|", "once|", "var|", "set|")) {
      get(eve.tapsData(menu.getInteger("message_id"), forged + job + "|0"));
    }
    get(eve.sends("/history"));
    get(eve.sees("Nothing here"));
    Await.until(
        () ->
            get(bot.telegram().pending()) == 0 && bot.count("select count(*) from tg_ready") == 0);

    assertEquals(
        1,
        bot.count(
            "select count(*) from gen_result join gen_order using (job_id) where user_id = 8010"));
    assertEquals(0, bot.count("select count(*) from job_kept where job_id = " + job));
    assertEquals(0, bot.count("select count(*) from gen_order where user_id = 8011"));
  }

  @Test
  void usualSettingsAndMarkedModelsOutliveARestart() {
    EmulatedUser kim = bot.user(8012, "Kim", "en");
    get(kim.sends("a lighthouse"));
    get(kim.taps("☆ Favourite model"));
    get(kim.taps("⚙️ Settings"));
    get(kim.taps("Aspect ratio"));
    get(kim.taps("9:16"));
    get(kim.taps("⚙️ Settings"));
    get(kim.taps("💾 Keep as my usual settings"));
    get(kim.sees("You have usual settings"));
    bot.restart();
    get(kim.sends("/start"));
    get(kim.taps("★ Z-Image · free"));
    get(kim.sees("Describe"));
    get(kim.sends("a bridge"));
    JsonObject confirm = get(kim.sees("a bridge"));
    assertTrue(confirm.getString("text").contains("9:16"), confirm::encode);
  }

  @Test
  void aModelIsFoundByAMistypedPartOfItsName() {
    EmulatedUser leo = bot.user(8013, "Leo", "en");
    get(leo.sends("/models"));
    get(leo.sees("All models: 18"));
    get(leo.taps("More ➡️"));
    get(leo.sees("All models"));
    get(leo.sends("bannana pro"));
    get(leo.taps("Nano Banana Pro"));
    get(leo.sees("Nano Banana Pro"));
    assertFalse(get(leo.chat()).isEmpty());
  }

  private static JsonObject picture(EmulatedUser user, String prompt) {
    get(user.sends(prompt));
    get(user.waitsFor("the price", m -> m.getString("text", "").contains(prompt)));
    get(user.taps("✅ Confirm"));
    return get(
        user.waitsFor("the picture", m -> m.containsKey("photo") && m.encode().contains(prompt)));
  }

  private static long jobs(EmulatedUser user) {
    return bot.count("select count(*) from gen_order where user_id = " + user.id());
  }

  private static long photos(EmulatedUser user) {
    return get(user.chat()).stream().filter(message -> message.containsKey("photo")).count();
  }

  private static List<String> texts(EmulatedUser user) {
    return get(user.chat()).stream().map(message -> message.getString("text", "")).toList();
  }

  private static List<String> labels(JsonObject message) {
    return buttons(message).stream().map(button -> button.getString("text")).toList();
  }

  private static String data(JsonObject message, String label) {
    return buttons(message).stream()
        .filter(button -> button.getString("text").startsWith(label))
        .map(button -> button.getString("callback_data"))
        .findFirst()
        .orElseThrow(() -> new AssertionError(label + " is not among " + labels(message)));
  }

  private static List<JsonObject> buttons(JsonObject message) {
    return message
        .getJsonObject("reply_markup", new JsonObject())
        .getJsonArray("inline_keyboard", new JsonArray())
        .stream()
        .flatMap(row -> ((JsonArray) row).stream())
        .map(JsonObject.class::cast)
        .toList();
  }
}

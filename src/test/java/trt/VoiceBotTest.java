package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.media.Clips;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.wire.Upload;
import trt.testing.Await;

/** Conversations in which somebody speaks instead of typing. */
class VoiceBotTest {
  private static final String HEARD = "This is a sample transcript of the playground.";
  private static final String STILL = "{\"record\":\"http-500\"}";
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
  void whatIsSaidOutOfTheBlueIsOfferedAsAPicture() {
    EmulatedUser ann = bot.user(5001, "Ann", "en");
    get(ann.sends("/start"));
    speaks(ann, 12);
    String offer = get(ann.sees("Turn this 12-second message into words?")).getString("text");
    assertTrue(offer.contains("Price: ⭐"), offer);
    get(ann.taps("✅ Yes, ⭐"));
    get(ann.waitsFor("words", m -> has(m, "I heard") && has(m, HEARD) && has(m, "Charged: ⭐")));
    get(ann.waitsFor("an offer", m -> has(m, "Make a picture of this?") && has(m, HEARD)));
    get(ann.taps("✅ Confirm"));
    get(ann.seesPhoto());
    assertEquals(1, jobs(5001, "elevenlabs/speech-to-text"));
  }

  @Test
  void whereADescriptionIsAskedForItBecomesThat() {
    EmulatedUser bob = bot.user(5002, "Боб", "ru");
    asksForWords(bob);
    speaks(bob, 5);
    get(bob.sees("Превратить это сообщение (5 с) в текст?"));
    get(bob.taps("✅ Да"));
    get(bob.sees("Вы сказали"));
    get(bob.waitsFor("a price", m -> has(m, HEARD) && has(m, "Цена: бесплатно")));
    get(bob.taps("✅ Подтвердить"));
    get(bob.seesPhoto());
  }

  @Test
  void whileThePriceIsShownItChangesTheDescription() {
    EmulatedUser cat = bot.user(5003, "Cat", "en");
    get(cat.sends("a red fox"));
    get(cat.sees("a red fox"));
    speaks(cat, 3);
    get(cat.taps("✅ Yes"));
    get(cat.waitsFor("a price", m -> has(m, "Make a picture of this?") && has(m, HEARD)));
  }

  @Test
  void whoSaysNoIsAskedForWordsAgainAndPaysNothing() {
    EmulatedUser dan = bot.user(5004, "Dan", "en");
    asksForWords(dan);
    speaks(dan, 4);
    get(dan.taps("✖️ No"));
    get(dan.sees("Describe what you want to see"));
    get(dan.sends("a blue whale"));
    get(dan.waitsFor("a price", m -> has(m, "a blue whale") && has(m, "Price")));
    assertEquals(0, jobs(5004, "elevenlabs/speech-to-text"));
  }

  @Test
  void whoTypesMeanwhileKeepsWhatWasTypedAndMayTakeTheWordsLater() {
    EmulatedUser eva = bot.user(5005, "Eva", "en");
    bot.kie().control().breakThings(new JsonObject(STILL));
    get(eva.sends("/start"));
    speaks(eva, 4);
    get(eva.taps("✅ Yes"));
    get(eva.sees("Writing down what you said"));
    get(eva.sends("a green owl"));
    JsonObject order = get(eva.waitsFor("an offer", m -> has(m, "a green owl")));
    bot.kie().control().repair();
    get(eva.sees("I heard"));
    Await.until(() -> bot.count("SELECT count(*) FROM tg_ready") == 0);
    JsonObject newest = get(eva.waitsFor("an offer", m -> has(m, "Make a picture of this?")));
    assertEquals(order.getInteger("message_id"), newest.getInteger("message_id"));
    assertTrue(has(newest, "a green owl"));
    get(eva.taps("Use these words"));
    get(eva.waitsFor("an offer", m -> has(m, "Make a picture of this?") && has(m, HEARD)));
  }

  @Test
  void twoPressesOnYesWriteItDownOnce() {
    EmulatedUser fay = bot.user(5006, "Fay", "en");
    get(fay.sends("/start"));
    JsonObject offer = speaks(fay, 7);
    String yes = data(offer);
    get(
        Future.all(
            fay.tapsData(offer.getInteger("message_id"), yes),
            fay.tapsData(offer.getInteger("message_id"), yes)));
    get(fay.sees("I heard"));
    get(fay.waitsFor("an offer", m -> has(m, "Make a picture of this?") && has(m, HEARD)));
    assertEquals(1, jobs(5006, "elevenlabs/speech-to-text"));
    assertEquals(1, told(5006));
  }

  @Test
  void itSurvivesARestartWhileItIsWrittenDownAndIsContinuedOnce() {
    EmulatedUser gil = bot.user(5007, "Gil", "en");
    bot.kie().control().breakThings(new JsonObject(STILL));
    asksForWords(gil);
    speaks(gil, 6);
    bot.restart();
    get(gil.taps("✅ Yes"));
    get(gil.sees("Writing down what you said"));
    bot.restart();
    bot.kie().control().repair();
    get(gil.waitsFor("a price", m -> has(m, HEARD) && has(m, "Price: free")));
    assertEquals(1, told(5007));
    assertEquals(1, jobs(5007, "elevenlabs/speech-to-text"));
  }

  @Test
  void whatCannotBeWrittenDownIsPaidBackAndTheOrderGoesOn() {
    EmulatedUser hal = bot.user(5008, "Hal", "en");
    asksForWords(hal);
    Upload longer = new Upload("v.ogg", "audio/ogg", Buffer.buffer(Clips.opus(60)));
    get(hal.sends(FileKind.VOICE, List.of(longer), "", new JsonObject().put("duration", 5)));
    get(hal.taps("✅ Yes"));
    get(hal.sees("is back on your balance"));
    get(hal.taps("▶️ Go on"));
    get(hal.sees("Describe what you want to see"));
    get(hal.sends("a yellow boat"));
    get(hal.waitsFor("a price", m -> has(m, "a yellow boat") && has(m, "Price")));
    get(hal.sends("/balance"));
    get(hal.sees("Available: ⭐ 1,000"));
  }

  @Test
  void itIsStillAFileForWhatWantsOne() {
    EmulatedUser ida = bot.user(5009, "Ida", "en");
    get(ida.sends("/start"));
    speaks(ida, 8);
    get(ida.taps("Something else with it"));
    get(ida.taps("Turn the speech into text"));
    get(ida.taps("✅ Confirm"));
    JsonObject result = get(ida.waitsFor("the text", m -> has(m, HEARD)));
    assertFalse(has(result, "I heard"), result.encode());
  }

  @Test
  void whoGoesAwayMeanwhileIsNotDraggedBack() {
    EmulatedUser joe = bot.user(5010, "Joe", "en");
    bot.kie().control().breakThings(new JsonObject(STILL));
    asksForWords(joe);
    speaks(joe, 4);
    get(joe.taps("✅ Yes"));
    get(joe.sees("Writing down what you said"));
    get(joe.sends("/cancel"));
    bot.kie().control().repair();
    get(joe.sees("I heard"));
    Await.until(() -> bot.count("SELECT count(*) FROM tg_ready") == 0);
    assertEquals(0, shown(joe, m -> has(m, "Price: free") && has(m, HEARD)));
    get(joe.taps("Use these words"));
    get(joe.waitsFor("an offer", m -> has(m, "Make a picture of this?") && has(m, HEARD)));
  }

  @Test
  void onTwoNodesEverybodyIsContinuedOnce() {
    try (TestBot two = TestBot.start("money.giftMinor", 100_000);
        TestBot.Node second = two.join()) {
      assertTrue(second.app().publicPort() > 0);
      Await.until(
          () -> two.count("SELECT count(DISTINCT owner) FROM shard_lease") == 2,
          Duration.ofSeconds(20));
      List<EmulatedUser> all =
          LongStream.range(5100, 5112).mapToObj(id -> two.user(id, "U" + id, "en")).toList();
      all.forEach(user -> get(user.sends("/start")));
      all.forEach(user -> speaks(user, 3));
      all.forEach(user -> get(user.taps("✅ Yes")));
      // A node that KIE does not call back looks by itself, later.
      Await.until(
          () -> two.count("SELECT count(*) FROM tg_own_update") == 12, Duration.ofSeconds(60));
      all.forEach(
          user -> get(user.waitsFor("an offer", m -> has(m, "Make a picture") && has(m, HEARD))));
      assertEquals(12, two.count("SELECT count(*) FROM tg_own_update"));
      assertEquals(0, two.count("SELECT count(*) FROM tg_ready"));
      assertEquals(
          12, two.count("SELECT count(*) FROM gen_order WHERE model LIKE '%speech-to-text'"));
    }
  }

  private static void asksForWords(EmulatedUser user) {
    get(user.sends("/start"));
    get(user.taps("🎨"));
    get(user.taps("Z-Image"));
    get(user.taps("1:1"));
    get(user.waitsFor("the question", m -> m.getString("text", "").contains("✍️")));
  }

  private static JsonObject speaks(EmulatedUser user, int seconds) {
    Upload voice = new Upload("v.ogg", "audio/ogg", Buffer.buffer(Clips.opus(seconds)));
    JsonObject how = new JsonObject().put("duration", seconds);
    get(user.sends(FileKind.VOICE, List.of(voice), "", how));
    return get(user.waitsFor("an offer", m -> m.encode().contains("\"vy|")));
  }

  private static String data(JsonObject offer) {
    return offer.encode().replaceFirst("(?s).*\"(vy\\|[^\"]*)\".*", "$1");
  }

  private static boolean has(JsonObject message, String text) {
    return message.getString("text", "").contains(text);
  }

  private static long shown(EmulatedUser user, Predicate<JsonObject> fits) {
    return get(user.chat()).stream().filter(fits).count();
  }

  private static long jobs(long user, String model) {
    return bot.count(
        "SELECT count(*) FROM gen_order WHERE user_id = " + user + " AND model = '" + model + "'");
  }

  private static long told(long user) {
    return bot.count("SELECT count(*) FROM tg_own_update WHERE chat_key = " + user);
  }
}

package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;

/** How results look in the chat. */
class ResultsInChatTest {
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot =
        TestBot.start(
            "catalog.shown",
            "z-image,suno/generate",
            "routing.samePressWithin",
            "1ms",
            "money.freePerDay",
            20);
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void theOriginalOfAPictureComesAsAFileAndTheSecondTimeByName() {
    EmulatedUser alice = bot.user(2001, "Alice", "en");
    get(alice.sends("/start"));
    get(alice.taps("🎨 Make a picture"));
    get(alice.taps("Z-Image · free"));
    get(alice.taps("16:9"));
    get(alice.sees("Describe what you want to see"));
    get(alice.sends("a red fox"));
    get(alice.taps("✅ Confirm"));
    get(alice.seesPhoto());

    get(alice.taps("📎 Original as a file"));
    JsonObject first = get(alice.waitsFor("a file", message -> message.containsKey("document")));
    get(alice.taps("📎 Original as a file"));
    get(
        alice.waitsFor(
            "the file again",
            message ->
                message.containsKey("document")
                    && !message.getInteger("message_id").equals(first.getInteger("message_id"))));

    String fileId = first.getJsonObject("document").getString("file_id");
    Await.until(
        () ->
            bot.telegram().calls().of("sendDocument").stream()
                .anyMatch(call -> fileId.equals(call.params().getString("document"))));
    get(alice.sends("/balance"));
    get(alice.sees("Available: ⭐ 20"));
  }

  @Test
  void twoSongsAreAnAlbumWithTitlesAndThenTheBill() {
    EmulatedUser bob = bot.user(2002, "Bob", "en");
    get(bob.sends("/start"));
    get(bob.taps("🎵 Make music"));
    get(bob.sees("Choose a model"));
    get(bob.taps("⭐"));
    get(bob.sees("Describe what you want"));
    get(bob.sends("a song of foxes"));
    get(bob.taps("✅ Confirm"));
    get(bob.sees("2 results, all above"));

    List<JsonObject> songs =
        get(bob.chat()).stream().filter(message -> message.containsKey("audio")).toList();
    assertEquals(2, songs.size());
    assertEquals(
        songs.get(0).getString("media_group_id"), songs.get(1).getString("media_group_id"));
    assertTrue(songs.get(0).getString("caption").contains("a song of foxes"));
    assertTrue(songs.get(0).getJsonObject("audio").getString("performer").contains("Suno"));
    assertEquals(1, bot.telegram().calls().of("sendMediaGroup").size());
  }

  @Test
  void deletingAnAlbumTakesAllItsMessagesOutOfTheChat() {
    EmulatedUser carl = bot.user(2003, "Carl", "en");
    get(carl.sends("/start"));
    get(carl.taps("🎵 Make music"));
    get(carl.sees("Choose a model"));
    get(carl.taps("⭐"));
    get(carl.sees("Describe what you want"));
    get(carl.sends("a song of otters"));
    get(carl.taps("✅ Confirm"));
    JsonObject bill = get(carl.sees("2 results, all above"));

    get(carl.tapsData(bill.getInteger("message_id"), data(bill, "del|")));
    get(carl.taps("🗑 Yes, delete it"));
    get(carl.sees("Deleted"));
    Await.until(
        () ->
            get(carl.chat()).stream()
                .noneMatch(m -> m.containsKey("audio") || m.encode().contains("2 results")));

    assertEquals(1, bot.telegram().calls().of("deleteMessages").size());
    assertEquals(
        3,
        bot.telegram()
            .calls()
            .of("deleteMessages")
            .get(0)
            .params()
            .getJsonArray("message_ids")
            .size());
  }

  @Test
  void onceMoreIsOneOrderHoweverOftenItIsPressedAndAnotherOnlyAfterItsPriceIsConfirmed() {
    EmulatedUser dan = bot.user(2004, "Dan", "en");
    Orders.confirms(dan, "a red owl");
    JsonObject photo = get(dan.seesPhoto());
    int message = photo.getInteger("message_id");
    String data = data(photo, "once|");

    TestBot.Node second = bot.join();
    try {
      List<EmulatedUser.Tap> taps =
          Stream.generate(() -> get(dan.tapsData(message, data))).limit(5).toList();
      taps.forEach(tap -> get(tap.answer()));
      Await.until(() -> finished(dan) == 2, Duration.ofMinutes(1));
    } finally {
      second.close();
    }
    Await.until(() -> bot.count("select count(*) from outbox") == 0);
    get(
        dan.waitsFor(
            "the price",
            m -> m.getInteger("message_id") > message && m.encode().contains("Confirm")));
    assertEquals(2, bot.count("select count(*) from gen_order where user_id = " + dan.id()));

    get(dan.taps("✅ Confirm"));
    Await.until(() -> finished(dan) == 3, Duration.ofMinutes(1));
    JsonObject newest =
        get(dan.chat()).stream()
            .filter(m -> m.containsKey("photo"))
            .reduce((one, other) -> other)
            .orElseThrow();
    get(dan.tapsData(newest.getInteger("message_id"), data(newest, "once|")));
    Await.until(() -> finished(dan) == 4, Duration.ofMinutes(1));
  }

  private static long finished(EmulatedUser user) {
    return bot.count(
        "select count(*) from gen_order o join gen_job j on j.id = o.job_id where state = 'SUCCEEDED' and user_id = "
            + user.id());
  }

  private static String data(JsonObject message, String prefix) {
    return message.getJsonObject("reply_markup").getJsonArray("inline_keyboard").stream()
        .flatMap(row -> ((JsonArray) row).stream())
        .map(button -> ((JsonObject) button).getString("callback_data", ""))
        .filter(found -> found.startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }
}

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
import trt.testing.Await;

/** How results look in the chat. */
class ResultsInChatTest {
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot = TestBot.start("catalog.shown", "z-image,suno/generate", "routing.samePressWithin", "1ms");
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
}

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

/** How results look in the chat. */
class ResultMediaTest {
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot = TestBot.start("catalog.shown", "z-image,grok-imagine/text-to-image");
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
    bot.telegram().calls().clear();
    get(alice.taps("📎 Original as a file"));
    get(
        alice.waitsFor(
            "the file again",
            message ->
                message.containsKey("document")
                    && !message.getInteger("message_id").equals(first.getInteger("message_id"))));

    String fileId = first.getJsonObject("document").getString("file_id");
    assertEquals(
        fileId,
        bot.telegram().calls().of("sendDocument").stream()
            .reduce((before, last) -> last)
            .orElseThrow()
            .params()
            .getString("document"));
    get(alice.sends("/balance"));
    get(alice.sees("Available: ⭐ 20"));
  }

  @Test
  void severalPicturesAreAnAlbumAndTheBillIsBelowNone() {
    EmulatedUser bob = bot.user(2002, "Bob", "en");
    get(bob.sends("/start"));
    get(bob.taps("🎨 Make a picture"));
    get(bob.sees("Choose a model"));
    String model =
        get(bob.chat()).stream()
            .flatMap(m -> buttons(m).stream())
            .filter(label -> label.contains("Grok"))
            .findFirst()
            .orElseThrow();
    get(bob.taps(model));
    get(bob.sees("Choose"));
    get(bob.taps("1:1"));
    get(bob.sees("Describe what you want to see"));
    get(bob.sends("four foxes"));
    System.err.println("DBG " + get(bob.chat()) + model);
    get(bob.taps("✅ Confirm"));
    get(bob.sees("all above"));

    List<JsonObject> photos =
        get(bob.chat()).stream().filter(message -> message.containsKey("photo")).toList();
    assertTrue(photos.size() > 1, photos::toString);
    assertEquals(
        1, photos.stream().map(message -> message.getString("media_group_id")).distinct().count());
    assertTrue(photos.get(0).getString("caption").contains("four foxes"));
  }

  private static List<String> buttons(JsonObject message) {
    return message
        .getJsonObject("reply_markup", new JsonObject())
        .getJsonArray("inline_keyboard", new io.vertx.core.json.JsonArray())
        .stream()
        .flatMap(row -> ((io.vertx.core.json.JsonArray) row).stream())
        .map(button -> ((JsonObject) button).getString("text"))
        .toList();
  }
}

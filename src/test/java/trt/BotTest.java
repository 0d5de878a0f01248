package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;

/** Conversations with the whole bot, as users have them. */
class BotTest {
  @Test
  void fromStartToAFreePicture() {
    try (TestBot bot = TestBot.start()) {
      EmulatedUser alice = bot.user(1001, "Alice", "en");

      get(alice.sends("/start"));
      get(alice.sees("I turn words into pictures"));
      get(alice.taps("🎨 Make a picture"));
      get(alice.sees("Choose a model"));
      get(alice.taps("Z-Image · free"));
      get(alice.sees("Choose"));
      get(alice.taps("16:9"));
      get(alice.sees("Describe what you want to see"));
      get(alice.sends("a red fox in the snow"));
      get(alice.sees("Price: free"));
      get(alice.taps("✅ Confirm"));
      JsonObject picture = get(alice.seesPhoto());

      assertEquals(true, picture.encode().contains("a red fox in the snow"));
    }
  }
}

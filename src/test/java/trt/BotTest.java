package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;

/** Conversations with the whole bot, as users have them. */
class BotTest {
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot = TestBot.start();
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void fromStartToAFreePicture() {
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

    assertTrue(picture.encode().contains("a red fox in the snow"));
    get(alice.taps("🔁 Again"));
    get(alice.sees("Free today: 2"));
  }

  @Test
  void aFailureAtKieGivesTheMoneyBackAndSaysSo() {
    EmulatedUser carol = bot.user(1003, "Carol", "en");

    order(carol, "Nano Banana · picture", "1:1", "a broken thing [fail]");
    get(carol.sees("Price: ⭐ 3.08"));
    get(carol.taps("✅ Confirm"));
    get(carol.sees("⭐ 3.08 is back on your balance"));
    get(carol.sends("/balance"));

    get(carol.sees("Available: ⭐ 20"));
  }

  @Test
  void aRussianIsAnsweredInRussian() {
    EmulatedUser boris = bot.user(1002, "Борис", "ru");

    get(boris.sends("/start"));
    get(boris.sees("Я превращаю слова в картинки"));
    get(boris.sends("/help"));
    get(boris.sees("Как это работает"));
    get(boris.sends("рыжий кот"));

    get(boris.sees("Сделать из этого картинку?"));
  }

  @Test
  void twentyPressesOfConfirmMakeOneJobAndOneCharge() {
    EmulatedUser dave = bot.user(1004, "Dave", "en");
    order(dave, "Nano Banana · picture", "1:1", "one press too many");
    JsonObject confirm = get(dave.sees("Price: ⭐ 3.08"));
    String data =
        confirm
            .getJsonObject("reply_markup")
            .getJsonArray("inline_keyboard")
            .getJsonArray(0)
            .getJsonObject(0)
            .getString("callback_data");

    for (int press = 0; press < 20; press++) {
      get(dave.tapsData(confirm.getInteger("message_id"), data));
    }
    get(dave.seesPhoto());
    get(dave.sends("/balance"));
    get(dave.sees("Available: ⭐ 16.92"));

    long pictures =
        get(dave.chat()).stream().filter(message -> message.containsKey("photo")).count();
    assertEquals(1, pictures);
  }

  private static void order(EmulatedUser user, String model, String option, String prompt) {
    get(user.sends("/start"));
    get(user.taps("🎨 Make a picture"));
    get(user.taps(model));
    get(user.taps(option));
    get(user.sees("Describe what you want to see"));
    get(user.sends(prompt));
  }
}

package trt;

import static trt.testing.TestVertx.get;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;

/** Conversations that end in a film, a song or a voice, made from words alone. */
class OrdersBotTest {
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot = TestBot.start("money.giftMinor", 100_000);
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void aSongIsMadeFromItsLyrics() {
    EmulatedUser ann = bot.user(3001, "Ann", "en");
    get(ann.sends("/start"));
    get(ann.taps("Make music"));
    get(ann.taps("lyrics"));
    get(ann.sends("[Verse]\nThe snow falls down"));
    get(ann.sends("winter folk"));
    get(ann.sends("First snow"));
    get(ann.sees("Price"));
    get(ann.taps("✅ Confirm"));
    get(ann.waitsFor("a song", m -> m.containsKey("audio")));
  }

  @Test
  void whatIsYesOrNoIsAskedWithTwoButtons() {
    EmulatedUser bob = bot.user(3002, "Bob", "en");
    get(bob.sends("/start"));
    get(bob.taps("Make a video"));
    get(bob.taps("Kling 2.6"));
    get(bob.taps("16:9"));
    get(bob.taps("5"));
    get(bob.sends("a paper boat in the rain"));
    get(bob.taps("Yes"));
    get(bob.sees("Price"));
    get(bob.taps("✅ Confirm"));
    get(bob.waitsFor("a film", m -> m.containsKey("video")));
  }

  @Test
  void aNumberIsWrittenAsPeopleWriteIt() {
    EmulatedUser cat = bot.user(3003, "Катя", "ru");
    get(cat.sends("/start"));
    get(cat.taps("Создать музыку"));
    get(cat.taps("Звуковые эффекты"));
    get(cat.sends("шаги по снегу"));
    get(cat.sends("много"));
    get(cat.sends("2,5"));
    get(cat.sees("Цена"));
    get(cat.taps("✅ Подтвердить"));
    get(cat.waitsFor("a sound", m -> m.containsKey("audio")));
  }
}

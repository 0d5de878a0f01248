package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import ch.qos.logback.classic.Level;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;
import trt.testing.LogCapture;

/**
 * Somebody who presses whatever there is, in a running bot: each step is answered, and a restart in
 * the middle changes nothing of what they see.
 */
class CrawlBotTest {
  private static final int STEPS = 24;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void aRestartAtAnyStepChangesNothingForThePerson() throws ClassNotFoundException {
    long seed = System.nanoTime() % 1_000_000;
    System.out.println("CrawlBotTest walks with seed " + seed);
    try (LogCapture log = LogCapture.of(Class.forName("trt.routing.Visible"))) {
      List<String> undisturbed = walk(seed, -1, "en");
      List<String> restarted = walk(seed, new Random(seed).nextInt(STEPS), "en");

      for (int step = 0; step < undisturbed.size(); step++) {
        int at = step;
        assertEquals(
            undisturbed.get(step), restarted.get(step), () -> "seed " + seed + " step " + at);
      }
      assertEquals(List.of(), log.atLeast(Level.WARN), () -> "seed " + seed);
    }
  }

  @Test
  void everyStepIsAnsweredInRussianToo() throws ClassNotFoundException {
    long seed = System.nanoTime() % 1_000_000;
    System.out.println("CrawlBotTest walks in Russian with seed " + seed);
    try (LogCapture log = LogCapture.of(Class.forName("trt.routing.Visible"))) {
      List<String> seen = walk(seed, -1, "ru");

      assertEquals(List.of(), log.atLeast(Level.WARN), () -> "seed " + seed);
      assertTrue(
          seen.stream().noneMatch(chat -> chat.contains("Nothing was charged")),
          () -> "English in the middle of it; seed " + seed);
    }
  }

  private static List<String> walk(long seed, int restartAt, String language) {
    Random random = new Random(seed);
    List<String> seen = new ArrayList<>();
    try (TestBot bot = TestBot.start("routing.samePressWithin", "1ms")) {
      EmulatedUser walker = bot.user(7301, "Walker", language);
      get(walker.sends("/start"));
      settle(bot);
      for (int step = 0; step < STEPS; step++) {
        act(walker, random);
        if (step == restartAt) {
          bot.restart();
        }
        settle(bot);
        seen.add(shown(walker));
        assertMenus(walker, seed, step);
      }
      assertEquals(0, bot.count("select count(*) from tg_quarantine"), () -> "seed " + seed);
    }
    return seen;
  }

  private static void act(EmulatedUser walker, Random random) {
    List<JsonObject> messages = get(walker.chat());
    List<JsonObject> menus =
        messages.stream().filter(message -> buttons(message).size() > 0).toList();
    JsonObject newest = menus.get(menus.size() - 1);
    String text = newest.getString("text", "");
    if (text.contains("✍️") && random.nextInt(3) > 0) {
      get(
          walker.sends(
              text.contains("Stars") || text.contains("звёзд")
                  ? "5"
                  : "a fox " + random.nextInt(100)));
      return;
    }
    List<JsonObject> buttons = buttons(newest);
    JsonObject button = buttons.get(random.nextInt(buttons.size()));
    get(walker.tapsData(newest.getInteger("message_id"), button.getString("callback_data")));
  }

  /** Everything that was asked is answered, and everything that was ordered is there. */
  private static void settle(TestBot bot) {
    Await.until(
        () ->
            get(bot.telegram().pending()) == 0
                && bot.count(
                        "select (select count(*) from tg_ready) + (select count(*) from outbox)"
                            + " + (select count(*) from gen_job where live)")
                    == 0,
        PATIENCE);
  }

  private static void assertMenus(EmulatedUser walker, long seed, int step) {
    List<JsonObject> menus =
        get(walker.chat()).stream()
            .filter(message -> message.getString("text", "").length() > 0)
            .filter(message -> message.encode().contains("\"callback_data\":\"models|"))
            .toList();
    assertTrue(menus.size() <= 1, () -> "two menus at step " + step + ", seed " + seed + menus);
  }

  private static String shown(EmulatedUser walker) {
    StringBuilder chat = new StringBuilder();
    for (JsonObject message : get(walker.chat())) {
      chat.append(message.getString("text", message.getString("caption", "")));
      chat.append(message.containsKey("photo") ? " [photo]" : "");
      buttons(message)
          .forEach(button -> chat.append(" [").append(button.getString("text")).append(']'));
      chat.append('\n');
    }
    return chat.toString();
  }

  private static List<JsonObject> buttons(JsonObject message) {
    List<JsonObject> buttons = new ArrayList<>();
    JsonArray rows =
        message
            .getJsonObject("reply_markup", new JsonObject())
            .getJsonArray("inline_keyboard", new JsonArray());
    for (Object row : rows) {
      ((JsonArray) row)
          .stream()
              .map(JsonObject.class::cast)
              .filter(button -> button.containsKey("callback_data"))
              .forEach(buttons::add);
    }
    return buttons;
  }
}

package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;

/** Own results in any chat, by typing the bot's name. */
class InlineBotTest {
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot = TestBot.start("routing.inlineJobs", 1);
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void whoHasNothingYetIsLedToThePrivateChat() {
    EmulatedUser stranger = bot.user(7101, "Stranger", "ru");
    long begun = System.nanoTime();

    JsonObject answer = get(stranger.asksInline("", ""));

    assertTrue(System.nanoTime() - begun < Duration.ofSeconds(1).toNanos());
    assertEquals(new JsonArray(), answer.getJsonArray("results"));
    assertEquals("✨ Сделать новое", answer.getJsonObject("button").getString("text"));
    assertEquals("menu", answer.getJsonObject("button").getString("start_parameter"));
    assertEquals(true, answer.getBoolean("is_personal"));
    assertEquals(0, bot.count("select count(*) from person where user_id = 7101"));
  }

  @Test
  void ownResultsComeByTheNamesTelegramHasForThemPageByPage() {
    EmulatedUser dora = bot.user(7102, "Dora", "en");
    picture(dora, "a first fox");
    picture(dora, "a second fox");
    Await.until(() -> bot.count("select count(*) from sent_file") >= 2);

    JsonObject first = get(dora.asksInline("", ""));
    JsonObject second = get(dora.asksInline("", first.getString("next_offset")));
    JsonObject third = get(dora.asksInline("", second.getString("next_offset")));

    assertEquals("a second fox", only(first).getString("caption"));
    assertEquals("photo", only(first).getString("type"));
    assertEquals(
        1,
        bot.count(
            "select count(*) from sent_file where file_id = '"
                + only(first).getString("photo_file_id")
                + "'"));
    assertEquals("a first fox", only(second).getString("caption"));
    assertEquals(new JsonArray(), third.getJsonArray("results"));
    assertEquals("", third.getString("next_offset", ""));
    EmulatedUser other = bot.user(7103, "Other", "en");
    assertEquals(new JsonArray(), get(other.asksInline("", "")).getJsonArray("results"));
  }

  private static JsonObject only(JsonObject answer) {
    assertEquals(1, answer.getJsonArray("results").size(), answer::encode);
    return answer.getJsonArray("results").getJsonObject(0);
  }

  private static void picture(EmulatedUser user, String prompt) {
    JsonObject start = get(user.sends("/start"));
    get(user.taps("🎨 Make a picture"));
    get(user.taps("Z-Image"));
    get(user.taps("16:9"));
    get(
        user.waitsFor(
            "the question",
            m ->
                m.getInteger("message_id") > start.getInteger("message_id")
                    && m.encode().contains("Describe what you want to see")));
    get(user.sends(prompt));
    get(user.taps("✅ Confirm"));
    get(user.waitsFor("its photo", m -> m.containsKey("photo") && m.encode().contains(prompt)));
  }
}

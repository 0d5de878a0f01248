package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;
import trt.testing.TestPostgres;

/** An operator asks for the numbers as a picture. */
class AdminChartBotTest {
  private static final long OPERATOR = 5901;
  private static TestBot bot;
  private static EmulatedUser operator;

  @BeforeAll
  static void start() {
    bot = TestBot.start("admin.ids", new JsonArray().add(OPERATOR));
    operator = bot.user(OPERATOR, "Ольга", "ru");
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void theDaysComeAsAPictureOnceUnderTheMenuThatStays() throws IOException {
    EmulatedUser alice = bot.user(5902, "Alice", "en");
    order(alice, "a lighthouse");
    get(alice.seesPhoto());
    order(alice, "a boat [fail]");
    get(alice.sees("is back on your balance"));
    TestPostgres.execute(
        bot.database(),
        "update gen_order set created_at = created_at - interval '3 days'"
            + " where input ->> 'prompt' = 'a lighthouse'");

    AdminSteps.follow(operator, "/admin", "📈 Статистика");
    get(operator.taps("📊 График, 14 дней"));
    JsonObject photo = get(operator.seesPhoto());
    Await.until(() -> bot.count("select count(*) from outbox") == 0);

    String caption = photo.getString("caption");
    assertTrue(caption.startsWith("📊 Последние 14 дней, UTC"), caption);
    assertTrue(caption.contains("Заказов: 2\n🟨 Списано: ⭐ 3,08\n🟩 Новых людей: "), caption);
    assertTrue(caption.contains("Не вышло, деньги возвращены: 1"), caption);
    assertEquals(1, photos());
    BufferedImage picture = picture(photo);
    assertEquals(Set.of(0x3390ec), colours(picture, 0, 10), "an order three days ago");
    assertEquals(Set.of(0x3390ec), colours(picture, 0, 13), "an order today");
    assertEquals(Set.of(), colours(picture, 0, 12), "none yesterday");
    assertEquals(Set.of(0xe5a323), colours(picture, 1, 13), "charged today");
    assertEquals(Set.of(0x38a169), colours(picture, 2, 13), "people came today");
    assertEquals(Set.of(0xe5484d), colours(picture, 3, 13), "one failed today");
    assertEquals(Set.of(), colours(picture, 3, 10));

    get(operator.taps("7 дней"));
    get(operator.sees("Статистика, 7 дней"));
  }

  @Test
  void nobodyElseGetsThePicture() {
    EmulatedUser mallory = bot.user(5903, "Mallory", "en");
    get(mallory.sends("/start"));
    int menu = get(mallory.sees("Hi!")).getInteger("message_id");
    JsonObject answer = get(get(mallory.tapsData(menu, "a|chart|30")).answer());
    assertTrue(answer.encode().contains("out of date"), answer::encode);
    Await.until(
        () ->
            bot.count("select count(*) from tg_ready") == 0
                && bot.count("select count(*) from outbox") == 0);
    assertFalse(get(mallory.chat()).stream().anyMatch(m -> m.containsKey("photo")));
  }

  @Test
  void anOperatorWhoSpeaksEnglishGetsItInEnglish() throws IOException {
    EmulatedUser other = bot.user(OPERATOR, "Olga", "en");
    get(other.sends("/language"));
    get(other.taps("English"));
    AdminSteps.follow(other, "/admin", "📈 Statistics");
    get(other.taps("📊 Chart, 30 days"));
    JsonObject photo =
        get(
            other.waitsFor(
                "the picture",
                m -> m.getString("caption", "").startsWith("📊 The last 30 days, UTC")));
    assertEquals(1080, picture(photo).getWidth());
  }

  private static long photos() {
    return get(operator.chat()).stream().filter(m -> m.containsKey("photo")).count();
  }

  private static void order(EmulatedUser user, String prompt) {
    AdminSteps.follow(user, "/start", "🎨 Make a picture", "Nano Banana · picture", "1:1");
    get(user.sends(prompt));
    get(user.taps("✅ Confirm"));
    get(user.sees("is reserved"));
  }

  private static BufferedImage picture(JsonObject message) throws IOException {
    JsonArray sizes = message.getJsonArray("photo");
    String id = sizes.getJsonObject(sizes.size() - 1).getString("file_id");
    return ImageIO.read(new ByteArrayInputStream(bot.download(id)));
  }

  /** Colours of the panels in the middle of a bar, one of fourteen; the base line left out. */
  private static Set<Integer> colours(BufferedImage picture, int panel, int bar) {
    Set<Integer> seen = new HashSet<>();
    int x = (int) (picture.getWidth() * (0.1574 + 0.8148 * (bar + 0.5) / 14));
    int top = 24 + panel * 280 + 78;
    for (int y = top; y < top + 150; y++) {
      seen.add(picture.getRGB(x, y) & 0xffffff);
    }
    seen.retainAll(Set.of(0x3390ec, 0xe5a323, 0x38a169, 0xe5484d));
    return seen;
  }
}

package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedGroup;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;
import trt.testing.TestPostgres;

/** Everything that is kept of a person comes as a file, to that person alone. */
class ExportBotTest {
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot = TestBot.start("rights.exportRows", 2, "money.giftMinor", 1_250);
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void theFileHasWhatWasOrderedMadePaidAndSet() {
    EmulatedUser zoe = bot.user(8301, "Зоя", "ru");
    EmulatedUser other = bot.user(8302, "Somebody", "en");
    picture(other, "Make a picture", "✅ Confirm", "an icy secret");
    picture(zoe, "Создать картинку", "✅ Подтвердить", "лиса в снегу");

    get(zoe.sends("/export"));
    JsonObject data = file(get(zoe.waitsFor("the file", m -> m.containsKey("document"))));

    JsonObject person = data.getJsonArray("person").getJsonObject(0);
    assertEquals("Зоя", person.getString("name"));
    assertEquals("ru", person.getString("language"));
    JsonObject made = data.getJsonArray("generations").getJsonObject(0);
    assertEquals("лиса в снегу", made.getJsonObject("inputs").getString("prompt"));
    assertEquals("succeeded", made.getString("state"));
    assertTrue(made.getJsonObject("result").encode().contains("http"), made::encode);
    JsonArray wallets = data.getJsonArray("wallets");
    assertEquals("Stars", wallets.getJsonObject(0).getString("of"));
    assertEquals(12.5, wallets.getJsonObject(0).getDouble("available"));
    assertTrue(data.getJsonArray("movements").size() > 0);
    assertTrue(data.getJsonArray("cut").encode().contains("movements"), data::encode);
    assertFalse(data.encode().contains("icy secret"));
    assertEquals(0, bot.count("select count(*) from sent_file where kind = 'document'"));
  }

  @Test
  void theNextFileHasToWait() {
    EmulatedUser ann = bot.user(8303, "Ann", "en");
    get(ann.sends("/export"));
    get(ann.waitsFor("the file", m -> m.containsKey("document")));

    get(ann.sends("/export"));

    get(ann.sees("The next one can be made in 10 minutes"));
    TestPostgres.execute(
        bot.database(),
        "update person set exported_at = exported_at - interval '9 min 50 s' where user_id = 8303");
    get(ann.sends("/export"));
    get(ann.sees("The next one can be made in 1 minute"));
  }

  @Test
  void inAGroupNothingIsHandedOut() {
    EmulatedUser ben = bot.user(8304, "Ben", "en");
    EmulatedGroup group = bot.telegram().group(-100_83L, "Friends");
    for (String command : new String[] {"export", "deletemydata", "privacy", "language"}) {
      get(group.says(ben, "/" + command));
      Await.until(
          () ->
              get(group.messages()).stream()
                  .anyMatch(m -> m.encode().contains("start=" + command)));
    }
    assertEquals(
        0,
        bot.count("select count(*) from person where user_id = 8304 and exported_at is not null"));
  }

  @Test
  void whatIsStoredIsSaidInPlainWordsWithTheTimesThatAreSet() {
    EmulatedUser cleo = bot.user(8305, "Cleo", "en");
    get(cleo.sends("/help"));
    get(cleo.taps("🔐 Privacy"));
    JsonObject said = get(cleo.sees("What is stored about you"));

    String text = said.getString("text");
    assertTrue(text.contains("72 hours") && text.contains("30 days") && text.contains("14 days"));
    assertTrue(text.contains("KIE.ai"));
    get(cleo.taps("📦 My data as a file"));
    get(cleo.waitsFor("the file", m -> m.containsKey("document")));
    get(cleo.taps("🗑 Delete my data"));
    get(cleo.sees("on your balance"));
  }

  private static void picture(EmulatedUser user, String menu, String confirm, String prompt) {
    get(user.sends("/start"));
    get(user.taps(menu));
    get(user.taps("Z-Image"));
    get(user.taps("16:9"));
    get(user.waitsFor("the question", m -> m.getString("text", "").contains("✍️")));
    get(user.sends(prompt));
    get(user.sees(prompt));
    get(user.taps(confirm));
    get(user.seesPhoto());
  }

  private static JsonObject file(JsonObject message) {
    String id = message.getJsonObject("document").getString("file_id");
    URI at = URI.create(bot.telegram().baseUrl() + "/emulator/files/" + id);
    try (InputStream in = at.toURL().openStream()) {
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(at.toString(), e);
    }
  }
}

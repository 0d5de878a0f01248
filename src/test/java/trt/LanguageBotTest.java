package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;

/** The language somebody has chosen is theirs, whatever their Telegram is set to. */
class LanguageBotTest {
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot = TestBot.start("routing.personBurst", 4, "routing.personPerSecond", 2);
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void aChosenLanguageStaysAndWinsOverTelegrams() {
    EmulatedUser ann = bot.user(8201, "Ann", "en");
    get(ann.sends("/language"));
    JsonObject choice = get(ann.sees("Which language shall I speak?"));
    assertTrue(choice.encode().contains("✅ English"), choice::encode);

    get(ann.taps("Русский"));
    JsonObject chosen = get(ann.sees("Теперь я говорю по-русски"));
    assertTrue(chosen.encode().contains("✅ Русский"), chosen::encode);

    bot.restart();
    get(ann.sends("/balance"));
    get(ann.sees("Ваш баланс"));
    get(ann.sends("/language en"));
    get(ann.sees("From now on I speak English"));
  }

  @Test
  void aLanguageNobodySpeaksChangesNothing() {
    EmulatedUser ben = bot.user(8202, "Бен", "ru");
    get(ben.sends("/language tlh"));
    JsonObject choice = get(ben.sees("На каком языке мне говорить?"));

    assertTrue(choice.encode().contains("✅ Русский"), choice::encode);
    assertEquals(1, bot.count("select count(*) from person where user_id = 8202 and lang = 'ru'"));
  }

  @Test
  void whoIsTooFastIsAskedToWaitInTheirOwnLanguage() {
    EmulatedUser cleo = bot.user(8203, "Cleo", "en");
    get(cleo.sends("/language ru"));
    get(cleo.sees("Теперь я говорю по-русски"));

    IntStream.range(0, 30).forEach(i -> get(cleo.sends("/help")));

    get(cleo.sees("Это было очень быстро"));
  }

  @Test
  void theMenuOfCommandsIsThereInEveryLanguage() {
    Await.until(() -> bot.telegram().calls().of("setMyCommands").size() >= 2);
    String all =
        bot.telegram().calls().of("setMyCommands").stream()
            .map(call -> call.params().encode())
            .reduce("", String::concat);
    for (String command : new String[] {"jobs", "language", "privacy", "export", "deletemydata"}) {
      assertTrue(all.contains("\"" + command + "\""), command);
    }
    assertTrue(all.contains("Удалить ваши данные") && all.contains("Delete your data"), all);
  }
}

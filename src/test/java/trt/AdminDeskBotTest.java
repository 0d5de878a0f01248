package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** Jobs, errors and statistics, as operators look at them. */
class AdminDeskBotTest {
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
  void jobsAreShownWithTheirStateTaskAndMoneyAndCountedByDayAndModel() {
    EmulatedUser alice = bot.user(6001, "Alice", "en");
    order(alice, "a lighthouse");
    get(alice.seesPhoto());
    order(alice, "a boat [fail]");
    get(alice.sees("is back on your balance"));
    long done = look("select job_id from gen_order where input ->> 'prompt' = 'a lighthouse'");

    AdminSteps.follow(operator, "/admin", "🎨 Генерации", "❌ ");
    get(operator.sees("Возвращено: ⭐ 3,08"));
    get(operator.taps("🛠 Меню оператора"));
    get(operator.taps("🎨 Генерации"));
    get(operator.taps("🔎 По номеру"));
    get(operator.sees("Напишите номер генерации"));
    get(operator.sends("№" + done));
    get(operator.sees("Ничего не найдено"));
    get(operator.taps("🛠 Меню оператора"));
    get(operator.taps("🎨 Генерации"));
    get(operator.taps("🔎 По номеру"));
    get(operator.sends("#" + done));
    String card = get(operator.sees("Генерация №" + done)).getString("text");
    String task = bot.kie().control().tasks().get(0).id();
    assertTrue(card.contains("Состояние: готова") && card.contains("Списано: ⭐ 3,08"), card);
    assertTrue(card.contains(task), card + task);

    TestPostgres.execute(
        bot.database(),
        "insert into credit_sample select account, now() - interval '1 minute', 1000 from"
            + " gen_attempt limit 1; insert into credit_sample select account, now(), 990 from"
            + " gen_attempt limit 1");
    AdminSteps.follow(operator, "/admin", "📈 Статистика");
    String numbers = get(operator.sees("Статистика, 7 дней")).getString("text");
    assertTrue(numbers.contains("google/nano-banana: ✅ 1 (0) ❌ 1 ⭐ 3,08 ↩️ 3,08 · 4"), numbers);
    assertTrue(numbers.contains("1000 → 990 кредитов, ушло 10"), numbers);
    assertTrue(numbers.contains("Маржа: 0.02 USD"), numbers);
    get(operator.taps("1 день"));
    get(operator.sees("Статистика, 1 день"));
  }

  @Test
  void anErrorIsFoundByItsNumberRunsAgainOrIsGivenUp() {
    EmulatedUser bob = bot.user(6002, "Bob", "en");
    get(bob.sends("/start"));
    get(bob.sees("Hi!"));
    String first = setAside();
    AdminSteps.follow(operator, "/admin", "🧯 Ошибки");
    get(operator.taps(first + " · MESSAGE"));
    get(operator.sees("Ошибка " + first));
    get(operator.sees("Bug at x"));
    get(operator.taps("▶️ Выполнить снова"));
    get(operator.sees("останутся в журнале"));
    press(answered("исправлено"));
    get(operator.sees("✅ Сделано."));
    Await.until(() -> count("tg_quarantine") == 0 && count("tg_ready") == 0);
    Await.until(() -> count("outbox") == 0);
    assertEquals(
        2,
        get(bob.chat()).stream()
            .filter(message -> message.getString("text", "").contains("Hi!"))
            .count());

    String second = setAside();
    AdminSteps.follow(operator, "/admin", "🧯 Ошибки", "🔎 По номеру");
    get(operator.sees("который получил человек"));
    get(operator.sends(second.toLowerCase(java.util.Locale.ROOT)));
    get(operator.sees("Ошибка " + second));
    get(operator.taps("🗑 Отбросить"));
    get(operator.sees("навсегда"));
    press(answered("не нужно"));
    Await.until(() -> count("tg_quarantine_past where outcome = 'dropped'") == 1);
    assertEquals(1, count("admin_action where deed = 'DROP' and reason = 'не нужно'"));
    assertEquals(1, count("admin_action where deed = 'REPLAY'"));
  }

  @Test
  void theErrorsOfAnotherBotAreNotShownNorTouched() {
    TestPostgres.execute(
        bot.database(),
        "insert into feed (tenant_id, bot_id, server) values (1, 77, 'x');"
            + " insert into tg_quarantine (feed_id, update_id, chat_key, correlation_id, reason,"
            + " attempts) select feed_id, 5, 5, 'OTHER5', 'theirs', 4 from feed where bot_id = 77");
    get(operator.sends("/admin"));
    get(operator.sees("Меню оператора"));
    int menu = get(operator.sees("Меню оператора")).getInteger("message_id");
    get(operator.tapsData(menu, "a|err|OTHER5"));
    get(operator.sees("Ничего не найдено"));
    get(operator.tapsData(menu, "a|do|DROP|OTHER5"));
    get(operator.sees("Отбросить ошибку OTHER5"));
    press(answered("чужая"));
    get(operator.sees("Ничего не изменено: такого нет"));
    assertEquals(1, count("tg_quarantine where correlation_id = 'OTHER5'"));
    TestPostgres.execute(
        bot.database(), "delete from tg_quarantine where correlation_id = 'OTHER5'");
  }

  /** As if the last /start of somebody could not be handled. */
  private static String setAside() {
    TestPostgres.execute(
        bot.database(),
        "insert into tg_quarantine (feed_id, update_id, chat_key, correlation_id, reason, attempts)"
            + " select feed_id, update_id, chat_key, 'E' || (select count(*) from"
            + " tg_quarantine_past), 'Bug at x', 4 from tg_update where chat_key = 6002 and kind = 1"
            + " order by update_id desc limit 1");
    return "E" + count("tg_quarantine_past");
  }

  private static JsonObject answered(String reason) {
    get(operator.sends(reason));
    return get(
        operator.waitsFor(
            "the confirmation",
            message -> message.getString("text", "").contains("Причина: " + reason)));
  }

  private static void press(JsonObject confirm) {
    get(
        operator.tapsData(
            confirm.getInteger("message_id"), AdminSteps.data(confirm, "✅ Выполнить")));
  }

  private static void order(EmulatedUser user, String prompt) {
    AdminSteps.follow(user, "/start", "🎨 Make a picture", "Nano Banana · picture", "1:1");
    get(user.sees("Describe what you want to see"));
    get(user.sends(prompt));
    get(user.taps("✅ Confirm"));
  }

  private static long count(String rows) {
    return look("select count(*) from " + rows);
  }

  private static long look(String sql) {
    return MigratedPostgres.look(bot.database(), sql);
  }
}

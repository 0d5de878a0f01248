package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.domain.dialogue.admin.Deed;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;
import trt.testing.MigratedPostgres;

/** The operators' menu in the chat, and that it is nobody else's. */
class AdminBotTest {
  private static final long OPERATOR = 5001;
  private static TestBot bot;
  private static EmulatedUser operator;

  @BeforeAll
  static void start() {
    bot =
        TestBot.start(
            "admin.ids",
            new JsonArray().add(OPERATOR),
            "routing.personPerSecond",
            1000,
            "routing.personBurst",
            1000);
    operator = bot.user(OPERATOR, "Olga", "en");
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void theMenuLeadsToHealthAndTheNumbersOfToday() {
    get(operator.sends("/admin"));
    get(operator.sees("Sales: as configured"));
    get(operator.taps("💓 Health"));
    String health = get(operator.sees("Health:")).getString("text");
    for (String part : List.of("database: answers", "redis", "kie", "routing: running × ", "0 s")) {
      assertTrue(health.contains(part), health);
    }
    get(operator.taps("🛠 Operator menu"));
    get(operator.taps("📅 Today"));
    get(operator.sees("Under way now:"));
    get(operator.taps("🛠 Operator menu"));
    get(operator.taps("📓 Log of changes"));
    get(operator.sees("Last changes by operators"));
  }

  @Test
  void nobodyElseFindsTheMenuNorPressesItsButtons() {
    get(operator.sends("/admin"));
    get(operator.sees("Operator menu"));
    EmulatedUser mallory = bot.user(5101, "Mallory", "en");
    get(mallory.sends("/admin"));
    get(mallory.sees("I do not know this command"));
    get(mallory.sends("/admin 5001"));
    long before = count("admin_action");
    int menu = get(mallory.sees("I do not know this command")).getInteger("message_id");
    for (String forged : forged()) {
      JsonObject answer = get(get(mallory.tapsData(menu, forged)).answer());
      assertTrue(answer.encode().contains("out of date"), forged + " " + answer);
    }
    get(mallory.sends("5 million"));
    get(mallory.sees("Make a picture of this?"));
    Await.until(() -> count("tg_ready") == 0 && count("outbox") == 0);

    assertEquals(before, count("admin_action"));
    assertEquals(0, count("session where user_id = 5101 and state ->> 'stage' = 'ADMIN'"));
    assertEquals(
        2_000, look("select available from wallet where user_id = 5101 and currency = 'XTR'"));
    for (JsonObject message : get(mallory.chat())) {
      assertFalse(message.encode().contains("perator"), message::encode);
    }
  }

  private static List<String> forged() {
    java.util.ArrayList<String> all =
        new java.util.ArrayList<>(
            List.of(
                "a",
                "a|menu",
                "a|health",
                "a|today",
                "a|p|5001",
                "a|mv|5001",
                "a|pays",
                "a|jobs",
                "a|errs",
                "a|sw",
                "a|models",
                "a|stats",
                "a|chart|14",
                "a|log",
                "a|seek|person",
                "a|ok|1"));
    for (Deed deed : Deed.values()) {
      all.add("a|do|" + deed + "|5101");
    }
    return all;
  }

  @Test
  void anOperatorWhoIsOneNoLongerIsNotHeardInTheMiddleOfAForm() {
    EmulatedUser gone = bot.user(5102, "Gone", "en");
    get(gone.sends("/start"));
    get(gone.sees("Hi!"));
    trt.testing.TestPostgres.execute(
        bot.database(),
        "update session set state = state || '{\"stage\":\"ADMIN\",\"inputs\":{\"deed\":\"CREDIT\","
            + "\"subject\":\"5102\",\"amount\":\"100000\",\"reason\":\"me\"}}' where user_id = 5102");
    long flow = look("select (state ->> 'flow')::int8 from session where user_id = 5102");
    int menu = get(gone.sees("Hi!")).getInteger("message_id");

    get(gone.tapsData(menu, "a|ok|" + flow));
    get(gone.sees("What shall we make?"));

    assertEquals(
        2_000, look("select available from wallet where user_id = 5102 and currency = 'XTR'"));
  }

  @Test
  void aPersonIsFoundByIdByNameAndByUsername() {
    EmulatedUser vera = bot.user(5103, "Veronika", "ru");
    get(vera.sends("/start"));
    get(vera.sees("Привет"));
    trt.testing.TestPostgres.execute(
        bot.database(), "update person set username = 'Vera_N' where user_id = 5103");
    for (String text : List.of("5103", "@vera_n", "vera_n", "veron")) {
      AdminSteps.follow(operator, "/admin", "👤 Find a person");
      get(operator.sees("Write an id"));
      get(operator.sends(text));
      String card = get(operator.sees("Veronika @Vera_N")).getString("text");
      assertTrue(card.contains("Available: ⭐ 20") && card.contains("Free left: 3"), card);
      get(operator.taps("📒 Movements"));
      get(operator.sees("+ ⭐ 20  gift"));
      get(operator.taps("👤 Person"));
      get(operator.sees("Free left"));
    }
    get(operator.sends("/admin nobody%"));
    get(operator.sees("Nobody was found"));
    assertEquals(
        1, count("person where user_id = 5103 and seen_on = (now() at time zone 'UTC')::date"));
  }

  @Test
  void aMessageGoesToThePersonOnceAndInThePersonsLanguage() {
    EmulatedUser boris = bot.user(5104, "Boris", "ru");
    get(boris.sends("/start"));
    get(boris.sees("Привет"));
    get(operator.sends("/admin 5104"));
    get(operator.sees("id 5104"));
    get(operator.taps("✉️ Message"));
    get(operator.sees("Write the message"));
    get(operator.sends("<b>Всё</b> исправлено & работает"));
    JsonObject confirm = get(operator.sees("Shall it be done?"));
    String data = trt.AdminSteps.data(confirm, "✅ Do it");
    for (int i = 0; i < 20; i++) {
      get(operator.tapsData(confirm.getInteger("message_id"), data));
    }

    get(boris.sees("Сообщение от поддержки"));
    Await.until(() -> count("tg_ready") == 0 && count("outbox") == 0);
    List<String> told =
        get(boris.chat()).stream()
            .map(message -> message.getString("text", ""))
            .filter(text -> text.contains("от поддержки"))
            .toList();
    assertEquals(1, told.size());
    assertTrue(told.get(0).contains("<b>Всё</b> исправлено & работает"), told.get(0));
    assertEquals(1, count("admin_action where deed = 'TELL' and subject = '5104'"));
  }

  private static long count(String rows) {
    return look("select count(*) from " + rows);
  }

  private static long look(String sql) {
    return MigratedPostgres.look(bot.database(), sql);
  }
}

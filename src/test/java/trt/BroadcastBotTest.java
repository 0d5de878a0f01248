package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** One message to many people: to each once, within limits, until it is stopped. */
class BroadcastBotTest {
  private static final long OPERATOR = 7001;
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void everybodyOfTheSegmentGetsItOnceAlthoughTwoNodesAreAtIt() {
    try (TestBot bot = start(5)) {
      List<EmulatedUser> russians = guests(bot, 7_100, "ru");
      List<EmulatedUser> others = guests(bot, 7_200, "en");
      try (TestBot.Node other = bot.join()) {
        assertTrue(!other.vertx().isClustered());
        TestPostgres.execute(
            bot.database(),
            "insert into person_ban (tenant_id, user_id, reason, admin_id) values (1, 7100, 'x', 1)");
        EmulatedUser operator = bot.user(OPERATOR, "Olga", "en");

        JsonObject confirm = prepared(operator, "ru", "Новые модели <скоро>");
        assertTrue(
            confirm.getString("text").contains("Broadcast to ru, 7 people"), confirm::encode);
        press(operator, confirm);
        press(operator, confirm);

        get(operator.sees("is finished: written to 7 people"));
        Await.until(() -> count(bot, "outbox") == 0, LONG);
        assertEquals(0, told(russians.get(0), "Новые модели <скоро>"), "who is banned is left out");
        for (EmulatedUser guest : russians.subList(1, 8)) {
          assertEquals(1, told(guest, "Новые модели <скоро>"));
        }
        others.forEach(guest -> assertEquals(0, told(guest, "Новые модели")));
        assertEquals(1, count(bot, "broadcast where state = 'done' and written = 7"));
      }
    }
  }

  @Test
  void itIsStoppedInTheMiddleAndAnotherMayBegin() {
    try (TestBot bot = start(1)) {
      guests(bot, 7_300, "en");
      EmulatedUser operator = bot.user(OPERATOR, "Olga", "en");
      press(operator, prepared(operator, "all", "too much"));
      Await.until(() -> count(bot, "broadcast where written > 0") == 1, LONG);
      press(operator, prepared(operator, "active 7", "a second one"));
      get(operator.sees("it was asked for before and is under way"));

      AdminSteps.follow(operator, "/admin", "📣 Broadcasts", "⏹ Stop it");
      get(operator.sees("Stop broadcast"));
      press(operator, AdminSteps.answered(operator, "a typo"));
      get(operator.sees("✅ Done."));
      Await.until(() -> count(bot, "broadcast where state = 'stopped'") == 1, LONG);
      assertTrue(count(bot, "broadcast where written < 9") == 1);

      press(operator, prepared(operator, "en", "a third one"));
      Await.until(() -> count(bot, "broadcast where state = 'running'") == 1, LONG);
    }
  }

  private static TestBot start(int perSecond) {
    return TestBot.start(
        "admin.ids", new JsonArray().add(OPERATOR), "routing.broadcastPerSecond", perSecond);
  }

  private static List<EmulatedUser> guests(TestBot bot, long first, String lang) {
    List<EmulatedUser> guests =
        LongStream.range(first, first + 8).mapToObj(id -> bot.user(id, "G", lang)).toList();
    guests.forEach(guest -> get(guest.sends("/start")));
    guests.forEach(guest -> get(guest.sees("⭐ 20")));
    return guests;
  }

  private static JsonObject prepared(EmulatedUser operator, String segment, String text) {
    AdminSteps.follow(operator, "/admin", "📣 Broadcasts", "✍️ New broadcast");
    get(operator.sees("To whom?"));
    get(operator.sends("the world"));
    get(operator.sees("Please write all"));
    get(operator.sends(segment));
    get(operator.sees("Write the message"));
    return AdminSteps.answered(operator, text);
  }

  private static void press(EmulatedUser operator, JsonObject confirm) {
    get(operator.tapsData(confirm.getInteger("message_id"), AdminSteps.data(confirm, "✅ Do it")));
  }

  private static long told(EmulatedUser guest, String text) {
    return get(guest.chat()).stream()
        .filter(message -> message.getString("text", "").contains(text))
        .count();
  }

  private static long count(TestBot bot, String rows) {
    return MigratedPostgres.look(bot.database(), "select count(*) from " + rows);
  }
}

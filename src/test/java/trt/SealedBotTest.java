package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedGroup;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.wire.Upload;
import trt.testing.Await;
import trt.testing.TestPng;
import trt.testing.TestPostgres;

/** With a key what people write and send is in no table, and all the same everything works. */
class SealedBotTest {
  private static final String ONE = "b25lb25lb25lb25lb25lb25lb25lb25lb25lb25lb24=";
  private static final String TWO = "dHdvdHdvdHdvdHdvdHdvdHdvdHdvdHdvdHdvdHdvdHc=";
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot =
        TestBot.start(
            "money.giftMinor",
            100_000,
            "money.freePerDay",
            0,
            "cleanup.every",
            "200ms",
            "database.dataKey",
            ONE);
    // What leaves these tables again is kept for the test, as it was.
    for (String table : List.of("outbox", "session", "gen_upload", "kie_event")) {
      TestPostgres.execute(
          bot.database(),
          """
          create table seen_%1$s (like %1$s);
          create function see_%1$s() returns trigger language plpgsql as $$
            begin insert into seen_%1$s select new.*; return null; end $$;
          create trigger see after insert or update on %1$s for each row execute function see_%1$s()
          """
              .formatted(table));
    }
  }

  @AfterAll
  static void stop() {
    assertEquals(0, bot.count("select count(*) from ledger_drift"));
    bot.close();
  }

  @Test
  void noWordOfAPaidConversationIsInAnyTableAndNothingIsLostByRestartsAndOtherKeys() {
    EmulatedUser zoe = bot.user(8601, "Zoe", "en");
    picture(zoe, "a violet zebra");
    edit(zoe, "a teal sky");
    get(zoe.sends("/export"));
    JsonObject file = get(zoe.waitsFor("my data", m -> m.encode().contains("my-data.json")));
    assertTrue(export(file).contains("violet zebra") && export(file).contains(bot.kieHost()));
    Orders.prepares(zoe, "a third zebra");
    Set<String> told = new TreeSet<>(Set.of("violet", "zebra", "teal sky", bot.kieHost()));
    get(zoe.chat()).forEach(message -> Everywhere.fileIds(message, told));
    assertTrue(told.size() >= 7, told::toString);

    assertNowhere(told);
    for (String table : List.of("outbox", "session", "gen_upload")) {
      assertTrue(bot.count("select count(*) from seen_" + table) > 0, table);
    }

    bot.restart();
    history(zoe, "violet", "a violet zebra");
    again(zoe, 3);
    assertRefused("database.dataKey", TWO);
    assertRefused("database.dataKey", "");

    bot.restart("database.dataKey", TWO, "database.dataKeyOld", ONE);
    history(zoe, "violet", "a violet zebra");
    Await.until(
        () -> bot.count("select count(*) from data_key where unused_since is not null") == 1);
    bot.restart("database.dataKeyOld", "");
    history(zoe, "violet", "a violet zebra");
    get(zoe.taps("📎 Original as a file"));
    get(zoe.waitsFor("the file", m -> m.encode().contains("\"document\"")));
    again(zoe, 4);
    assertRefused("database.dataKey", ONE);
    assertNowhere(told);

    forgotten(zoe);
  }

  private static void forgotten(EmulatedUser zoe) {
    EmulatedGroup group = bot.telegram().group(-100_86L, "Friends");
    get(group.says(zoe, "/start"));
    Await.until(
        () ->
            bot.count("select count(*) from tg_update where chat_key = -10086") > 0
                && bot.count("select count(*) from tg_ready") == 0);
    assertTrue(bot.count("select count(*) from sent_file") > 0);
    get(zoe.sends("/deletemydata"));
    get(zoe.taps("Delete anyway"));
    get(zoe.taps("🗑 Yes, delete everything"));
    get(zoe.sees("Your data is deleted"));
    Await.until(() -> bot.count("select count(*) from erasure where done_at is null") == 0);
    assertEquals(
        0,
        bot.count(
            "select count(*) from tg_update where position('\"id\":8601,'::bytea in payload) > 0"
                + " and recv_at < (select asked_at - interval '1 s' from erasure)"));
    assertEquals(0, bot.count("select count(*) from sent_file"));
  }

  private static void assertNowhere(Set<String> told) {
    Await.until(() -> bot.count("select count(*) from outbox") == 0);
    for (String word : told) {
      assertEquals(List.of(), Everywhere.places(bot, word), word);
    }
  }

  private static void assertRefused(Object... key) {
    Throwable refused = assertThrows(Throwable.class, () -> bot.join(key).close());
    String said = refused + " " + refused.getCause();
    assertTrue(said.contains("DATA_KEY"), said);
    assertFalse(said.contains(ONE) || said.contains(TWO), said);
  }

  private static void history(EmulatedUser user, String word, String prompt) {
    get(user.sends("/history " + word));
    get(user.waitsFor("the result in the list", m -> m.encode().contains(prompt)));
  }

  private static void again(EmulatedUser user, int orders) {
    JsonObject photo =
        get(user.chat()).stream()
            .filter(m -> m.containsKey("photo") && m.encode().contains("violet"))
            .reduce((first, second) -> second)
            .orElseThrow();
    assertTrue(photo.encode().contains("Once more"), photo::encode);
    String data = data(photo, "once|");
    get(user.tapsData(photo.getInteger("message_id"), data));
    finished(orders);
  }

  private static void finished(int orders) {
    Await.until(
        () ->
            bot.count(
                    "select count(*) from gen_order o join gen_job j on j.id = o.job_id"
                        + " where user_id = 8601 and state = 'SUCCEEDED'")
                == orders,
        Duration.ofMinutes(1));
  }

  private static String data(JsonObject message, String prefix) {
    return message.getJsonObject("reply_markup").getJsonArray("inline_keyboard").stream()
        .flatMap(row -> ((io.vertx.core.json.JsonArray) row).stream())
        .map(button -> ((JsonObject) button).getString("callback_data", ""))
        .filter(found -> found.startsWith(prefix))
        .findFirst()
        .orElseThrow();
  }

  private static String export(JsonObject message) {
    return new String(
        bot.download(message.getJsonObject("document").getString("file_id")),
        StandardCharsets.UTF_8);
  }

  private static void picture(EmulatedUser user, String prompt) {
    Orders.confirms(user, prompt);
    finished(1);
    get(user.waitsFor("the result", m -> m.containsKey("photo") && m.encode().contains(prompt)));
  }

  private static void edit(EmulatedUser user, String prompt) {
    get(user.sends("/start"));
    get(user.taps("Edit a photo"));
    get(user.taps("Nano Banana"));
    get(user.sends(FileKind.PHOTO, new Upload("p.png", "image/png", TestPng.of(640, 480)), prompt));
    get(user.taps("Done"));
    get(user.taps("1:1"));
    get(user.sees(prompt));
    get(user.taps("✅ Confirm"));
    finished(2);
    get(
        user.waitsFor(
            "the result",
            m ->
                m.containsKey("photo")
                    && m.encode().contains("Charged")
                    && m.encode().contains(prompt)));
  }
}

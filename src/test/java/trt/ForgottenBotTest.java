package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.config.Secret;
import trt.kie.Account;
import trt.playground.telegram.EmulatedGroup;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.state.FileKind;
import trt.playground.telegram.wire.Upload;
import trt.testing.Await;
import trt.testing.TestPng;
import trt.testing.TestPostgres;

/** Who wants to be forgotten is nowhere any more, whatever tables there are. */
class ForgottenBotTest {
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot = TestBot.start("money.giftMinor", 100_000, "cleanup.every", "200ms");
  }

  @AfterAll
  static void stop() {
    assertEquals(0, bot.count("select count(*) from ledger_drift"));
    bot.close();
  }

  @Test
  void nothingAPersonWroteSentOrMadeAndNoNameIsFoundInAnyTable() {
    EmulatedUser zoe = bot.user(8401, "Zoraidanym", "en");
    EmulatedUser other = bot.user(8402, "Bystandername", "en");
    picture(other, "kept pelican");
    Set<String> personal =
        new TreeSet<>(Set.of("Zoraidanym", "user8401", "violet zebra", "teal sky"));
    picture(zoe, "a violet zebra");
    get(zoe.taps("📎 Original as a file"));
    get(zoe.waitsFor("the file", m -> m.containsKey("document")));
    edit(zoe);
    EmulatedGroup group = bot.telegram().group(-100_84L, "Friends");
    get(group.says(zoe, "/start"));
    get(group.taps(zoe, "Make a picture"));
    get(zoe.sends("/export"));
    get(zoe.waitsFor("my data", m -> m.encode().contains("my-data.json")));
    Orders.prepares(zoe, "another violet zebra");
    get(zoe.chat()).forEach(message -> Everywhere.fileIds(message, personal));
    personal.addAll(results(zoe));
    // Of a picture only the largest size is stored; what was never stored proves nothing.
    Set<String> stored =
        personal.stream().filter(word -> !places(word).isEmpty()).collect(Collectors.toSet());
    assertTrue(stored.containsAll(Set.of("Zoraidanym", "user8401", "violet zebra", "teal sky")));
    assertTrue(stored.size() >= 8, stored::toString);

    get(zoe.sends("/deletemydata"));
    get(zoe.sees("on your balance"));
    get(zoe.taps("Delete anyway"));
    get(zoe.sees("Delete everything about you?"));
    get(zoe.taps("🗑 Yes, delete everything"));
    get(zoe.sees("Your data is deleted"));
    Await.until(
        () ->
            bot.count("select count(*) from erasure where done_at is null") == 0
                && bot.count("select count(*) from outbox") == 0);

    for (String word : personal) {
      assertEquals(List.of(), places(word), word);
    }
    assertFalse(places("kept pelican").isEmpty());
    assertFalse(places("Bystandername").isEmpty());
    assertEquals(2, bot.count("select count(*) from gen_order where user_id = 8401"));
    assertTrue(
        bot.count("select available from wallet where user_id = 8401 and currency = 'XTR'") > 0);
    get(zoe.sends("/start"));
    get(zoe.sees("Hi!"));
  }

  @Test
  void whatIsBeingMadeIsFinishedBefore() {
    EmulatedUser ann = bot.user(8403, "Ann", "en");
    TestPostgres.execute(
        bot.database(),
        "insert into gen_attempt (job_id, attempt, account, intent_at) select -g, 1, "
            + Account.of(Secret.of("test"))
            + ", now() + interval '1 hour' from generate_series(1, 1000) g");
    try {
      Orders.confirms(ann, "a slow horse");
      Await.until(() -> bot.count("select count(*) from gen_order where user_id = 8403") == 1);
      get(ann.sends("/deletemydata"));
      JsonObject said = get(ann.sees("Not yet"));
      assertTrue(said.getString("text").contains("One of your generations"), said::encode);
      get(ann.taps("📋 My generations"));
      get(ann.taps("✖️ Cancel number 1"));
      get(ann.sees("Nothing is being made"));
    } finally {
      TestPostgres.execute(bot.database(), "delete from gen_attempt where job_id < 0");
    }
    Await.until(() -> bot.count("select count(*) from outbox") == 0);
    get(ann.sends("/deletemydata"));
    get(ann.sees("on your balance"));
    assertEquals(
        1, bot.count("select count(*) from gen_order where user_id = 8403 and input <> '{}'"));
  }

  @Test
  void theLastButtonCountsForTenMinutesAndForTheBalanceThatWasNamed() {
    EmulatedUser ben = bot.user(8404, "Ben", "en");
    get(ben.sends("/deletemydata"));
    JsonObject asked = get(ben.sees("on your balance"));
    int message = asked.getInteger("message_id");
    long now = TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis());

    for (String data :
        List.of("erasego|" + (now - 601) + "|100000", "erasego|" + now + "|99999", "erasego")) {
      JsonObject notice = get(get(ben.tapsData(message, data)).answer());
      assertTrue(notice.getString("text", "").contains("Nothing was deleted"), data);
    }

    assertEquals(1, bot.count("select count(*) from person where user_id = 8404 and name = 'Ben'"));
    get(ben.tapsData(message, "erasego|" + (now - 590) + "|100000"));
    get(ben.sees("Your data is deleted"));
    assertEquals(1, bot.count("select count(*) from person where user_id = 8404 and name = ''"));
  }

  private static List<String> places(String word) {
    return Everywhere.places(bot, word);
  }

  private static Set<String> results(EmulatedUser user) {
    String sql =
        "select o ->> 'url' from gen_result r join gen_order g using (job_id), jsonb_array_elements(result -> 'outputs') o where g.user_id = "
            + user.id();
    Set<String> urls = new TreeSet<>();
    try (java.sql.Connection connection = TestPostgres.connect(bot.database());
        java.sql.Statement statement = connection.createStatement();
        java.sql.ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        urls.add(rows.getString(1));
      }
    } catch (java.sql.SQLException e) {
      throw new AssertionError(sql, e);
    }
    return urls.stream().map(url -> url.replaceFirst("[?].*", "")).collect(Collectors.toSet());
  }

  private static void picture(EmulatedUser user, String prompt) {
    Orders.confirms(user, prompt);
    get(user.seesPhoto());
  }

  private static void edit(EmulatedUser user) {
    get(user.sends("/start"));
    get(user.taps("Edit a photo"));
    get(user.taps("Nano Banana"));
    Upload photo = new Upload("p.png", "image/png", TestPng.of(640, 480));
    get(user.sends(FileKind.PHOTO, photo, "a teal sky"));
    get(user.taps("Done"));
    get(user.taps("1:1"));
    get(user.sees("a teal sky"));
    get(user.taps("✅ Confirm"));
    get(user.waitsFor("the result", m -> m.containsKey("photo") && m.encode().contains("Charged")));
  }
}

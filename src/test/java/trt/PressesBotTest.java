package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.playground.telegram.control.Fault;
import trt.testing.Await;
import trt.testing.TestPostgres;

/** Stale, repeated and impatient presses, changed texts, and too many jobs at once. */
class PressesBotTest {
  private static TestBot bot;

  @BeforeAll
  static void start() {
    bot = TestBot.start("routing.jobsPerPerson", 2);
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void fivePressesOfAnAmountMakeOneInvoice() {
    EmulatedUser ann = bot.user(7201, "Ann", "en");
    get(ann.sends("/topup"));
    JsonObject menu = get(ann.sees("Top up your balance"));
    List<EmulatedUser.Tap> taps =
        Stream.generate(() -> get(ann.tapsData(menu.getInteger("message_id"), "pay|50")))
            .limit(5)
            .toList();
    List<String> notices =
        taps.stream().map(tap -> get(tap.answer()).getString("text", "")).toList();

    assertEquals(
        4, notices.stream().filter("Already on it. Nothing is charged twice."::equals).count());
    Await.until(() -> invoices(ann) == 1);
  }

  @Test
  void aMenuThatIsGoneComesAsANewMessage() {
    EmulatedUser ben = bot.user(7202, "Ben", "en");
    for (Fault.Kind kind : List.of(Fault.Kind.NOT_FOUND, Fault.Kind.NOT_EDITABLE)) {
      get(ben.sends("/start"));
      JsonObject menu = get(ben.waitsFor("a menu", m -> m.encode().contains("Make a picture")));
      bot.telegram().faults().add(new Fault("editMessageText", kind, 1, 0));

      get(ben.tapsData(menu.getInteger("message_id"), "help"));

      get(
          ben.waitsFor(
              "help " + kind, m -> isAfter(m, menu) && m.encode().contains("How it works")));
    }
  }

  @Test
  void aCorrectedPromptIsTheOneThatIsMade() {
    EmulatedUser cleo = bot.user(7203, "Cleo", "en");
    toPrompt(cleo);
    JsonObject said = get(cleo.sends("a red focks"));
    get(cleo.sees("a red focks"));

    get(cleo.edits(said.getInteger("message_id"), "a red fox"));
    get(cleo.waitsFor("the price", m -> m.encode().contains("a red fox") && hasButtons(m)));
    get(cleo.taps("✅ Confirm"));
    JsonObject photo = get(cleo.seesPhoto());
    get(cleo.edits(said.getInteger("message_id"), "a blue fox"));

    get(cleo.sees("already on its way"));
    assertTrue(photo.getString("caption").contains("a red fox"));
    int before = get(cleo.chat()).size();
    JsonObject chat = get(cleo.sends("/help"));
    get(cleo.sees("How it works"));
    get(cleo.edits(chat.getInteger("message_id"), "/helpp"));
    get(cleo.sends("/balance"));
    get(cleo.sees("Your balance"));
    assertEquals(before + 4, get(cleo.chat()).size());
  }

  @Test
  void oneJobTooManyWaitsAndKeepsItsOrder() {
    EmulatedUser dan = bot.user(7204, "Dan", "en");
    for (int job = 1; job <= 2; job++) {
      toPrompt(dan);
      get(dan.sends("number " + job + " [never]"));
      get(dan.sees("number " + job));
      get(dan.taps("✅ Confirm"));
      int made = job;
      Await.until(() -> jobs(dan) == made);
    }
    toPrompt(dan);
    get(dan.sends("number 3"));
    get(dan.sees("number 3"));
    get(dan.taps("✅ Confirm"));

    JsonObject said = get(dan.sees("You have 2 generations running"));
    get(dan.taps("Try again"));
    get(dan.taps("Try again"));

    assertTrue(said.encode().contains("Nothing was charged or reserved"));
    assertEquals(2, jobs(dan));
    assertEquals(
        1, bot.count("select available from wallet where user_id = 7204 and currency = 'FRE'"));
  }

  @Test
  void aPassThatLosesADeadlockIsTakenAgainAndLosesAndDoublesNothing() throws SQLException {
    EmulatedUser eve = bot.user(7205, "Eve", "en");
    toPrompt(eve);
    get(eve.sends("a grey owl"));
    get(eve.sees("a grey owl"));
    try (Connection other = TestPostgres.connect(bot.database());
        Statement crosswise = other.createStatement()) {
      other.setAutoCommit(false);
      // The pass is the one that finds the deadlock, and so the one that is undone.
      crosswise.execute("set local deadlock_timeout = '1min'");
      crosswise.execute(locking("FRE"));
      get(eve.taps("✅ Confirm"));
      Await.until(() -> bot.count("select count(*) from pg_locks where not granted") > 0);
      crosswise.execute(locking("XTR"));
      other.commit();
    }
    get(eve.seesPhoto());

    assertEquals(1, jobs(eve));
    assertEquals(
        2, bot.count("select available from wallet where user_id = 7205 and currency = 'FRE'"));
    assertEquals(1, get(eve.chat()).stream().filter(m -> m.encode().contains("photo")).count());
    assertTrue(
        bot.count("select deadlocks from pg_stat_database where datname = current_database()") > 0);
  }

  private static String locking(String currency) {
    return "select 1 from wallet where user_id = 7205 and currency = '" + currency + "' for update";
  }

  private static long jobs(EmulatedUser user) {
    return bot.count("select count(*) from gen_order where user_id = " + user.id());
  }

  private static void toPrompt(EmulatedUser user) {
    JsonObject start = get(user.sends("/start"));
    get(user.taps("🎨 Make a picture"));
    get(user.taps("Z-Image"));
    get(user.taps("16:9"));
    get(
        user.waitsFor(
            "the question",
            m -> isAfter(m, start) && m.encode().contains("Describe what you want to see")));
  }

  private static boolean hasButtons(JsonObject message) {
    return message.containsKey("reply_markup");
  }

  private static boolean isAfter(JsonObject message, JsonObject other) {
    return message.getInteger("message_id") > other.getInteger("message_id");
  }

  private static long invoices(EmulatedUser user) {
    return get(user.chat()).stream().filter(m -> m.containsKey("invoice")).count();
  }
}

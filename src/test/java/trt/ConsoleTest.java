package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import trt.config.AppConfig;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;
import trt.testing.MigratedPostgres;
import trt.testing.TestConfig;
import trt.testing.TestPostgres;

/** What operators see and change in the console, over real HTTP with the whole bot. */
class ConsoleTest {
  private static final long OPERATOR = 7101;
  private static final String HOSTILE = "<script>alert(1)</script>\"'&\u202e";
  private static final String ESCAPED = "&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;";
  private static final String KEY = "kie-key-that-nobody-may-see";
  private static final String WEBHOOK = "webhook-secret-that-nobody-may-see";
  private static final String PASSWORD = "database-password-that-nobody-may-see";
  private static final String TOKEN = "test-token-of-no-worth";
  private static final List<String> PAGES =
      List.of(
          "/console",
          "/console/queues",
          "/console/jobs",
          "/console/mistakes",
          "/console/errors",
          "/console/money",
          "/console/money?days=30",
          "/console/settings");

  private static String database;
  private static TestBot bot;
  private static EmulatedUser alice;
  private static ConsoleVisitor visitor;

  @BeforeAll
  static void start() {
    database = TestPostgres.freshDatabase();
    URI address = URI.create(database);
    bot =
        TestBot.start(
            "database.url",
            "postgresql://postgres:"
                + PASSWORD
                + "@127.0.0.1:"
                + address.getPort()
                + address.getPath(),
            "kie.apiKey",
            KEY,
            "telegram.webhookSecret",
            WEBHOOK,
            "admin.ids",
            new JsonArray().add(OPERATOR),
            "routing.personPerSecond",
            1000,
            "routing.personBurst",
            1000);
    alice = bot.user(7102, HOSTILE, "en");
    ConsoleVisitor.start(alice);
    visitor = ConsoleVisitor.in(bot.app().opsPort(), bot.user(OPERATOR, "Olga", "en"));
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void everyPageShowsHostileWordsAsTheyAreAndNoSecret() {
    order("a lighthouse " + HOSTILE);
    get(alice.seesPhoto());
    order("a boat [fail] " + HOSTILE);
    get(alice.sees("is back on your balance"));
    TestPostgres.execute(database, "delete from tg_quarantine");
    setAside("H1", HOSTILE);
    LoggerFactory.getLogger("trt.console.hostile")
        .atWarn()
        .addKeyValue("correlationId", HOSTILE)
        .setCause(new IllegalStateException("token " + TOKEN))
        .log("{} {} {} {}", HOSTILE, KEY, WEBHOOK, PASSWORD);
    TestPostgres.execute(
        database,
        "insert into admin_action (tenant_id, key, admin_id, deed, subject, details, reason) values"
            + " (1, 'k', 1, 'TELL', '"
            + HOSTILE.replace("'", "''")
            + "', '', '')");
    long job = look("select max(job_id) from gen_order");
    List<String> pages = new java.util.ArrayList<>(PAGES);
    pages.add("/console/job?id=" + job);
    pages.add("/console/mistake?id=H1");
    pages.add("/console/mistake?id=H1&words=shown");
    pages.add("/console/mistake?id=H1&do=drop");
    pages.add("/console/jobs?state=FAILED");

    for (String path : pages) {
      String html = visitor.page(path);
      assertFalse(html.contains("<script"), path);
      for (String secret : List.of(KEY, WEBHOOK, PASSWORD, TOKEN)) {
        assertFalse(html.contains(secret), () -> path + " tells " + secret);
      }
    }
    for (String path :
        List.of(
            "/console/jobs",
            "/console/job?id=" + job,
            "/console/mistakes",
            "/console/mistake?id=H1",
            "/console/errors",
            "/console/money")) {
      assertTrue(visitor.page(path).contains(ESCAPED), path);
    }
    assertTrue(visitor.page("/console/errors").contains("***"));
    String card = visitor.page("/console/job?id=" + job);
    for (String part : List.of("FAILED", "hold", "release", "accepted", "[fail]", "job:" + job)) {
      assertTrue(card.contains(part), () -> part + " is missing in " + card);
    }
    TestPostgres.execute(database, "delete from tg_quarantine where correlation_id = 'H1'");
  }

  @Test
  void theSizeOfAUnitChangesLiveOnceAndIsWrittenDown() {
    int before = visitor.instances("delivery");
    String page = visitor.page("/console");
    String[] form = {
      "csrf",
      ConsoleVisitor.hidden(page, "csrf"),
      "once",
      ConsoleVisitor.hidden(page, "once"),
      "unit",
      "delivery",
      "instances",
      String.valueOf(before + 2),
      "reason",
      "a busy evening"
    };

    HttpResponse<String> answer = visitor.post("/console/unit", form);

    assertEquals("/console?said=resized", answer.headers().firstValue("Location").orElseThrow());
    Await.until(() -> visitor.instances("delivery") == before + 2);
    assertTrue(visitor.page("/console?said=resized").contains("runs in its new size"));
    form[7] = "1";
    assertEquals(
        "/console?said=repeated",
        visitor.post("/console/unit", form).headers().firstValue("Location").orElseThrow());
    assertEquals(before + 2, visitor.instances("delivery"));
    assertEquals(
        1,
        look(
            "select count(*) from admin_action where admin_id = 7101 and deed = 'RESIZE' and subject"
                + " = 'delivery' and reason = 'a busy evening' and details like '"
                + before
                + " → "
                + (before + 2)
                + " on node %'"));
  }

  @Test
  void theUnitThatAnswersHereChangesItsSizeAfterItsAnswer() {
    HttpResponse<String> answer =
        visitor.submit(
            "/console", "/console/unit", "unit", "ops", "instances", "2", "reason", "try");

    assertEquals("/console?said=soon", answer.headers().firstValue("Location").orElseThrow());
    Await.until(() -> opsInstances() == 2);
    assertTrue(visitor.at(bot.app().opsPort()).page("/console").contains("Units of this node"));
    visitor = visitor.at(bot.app().opsPort());
  }

  private static int opsInstances() {
    try {
      return visitor.at(bot.app().opsPort()).instances("ops");
    } catch (java.io.UncheckedIOException e) {
      return 0;
    }
  }

  @Test
  void whatDoesNotFitIsRefusedWithAPageAndChangesNothing() {
    for (String[] wrong :
        List.of(
            new String[] {"unit", "routing", "instances", "0", "reason", "x"},
            new String[] {"unit", "routing", "instances", "65", "reason", "x"},
            new String[] {"unit", "routing", "instances", "many", "reason", "x"},
            new String[] {"unit", "routing", "instances", "2", "reason", " "},
            new String[] {"unit", "routing", "instances", "2", "reason", "x".repeat(201)},
            new String[] {"unit", "leases", "instances", "2", "reason", "x"},
            new String[] {"unit", "x".repeat(300), "instances", "2", "reason", "x"})) {
      HttpResponse<String> answer = visitor.submit("/console", "/console/unit", wrong);
      assertTrue(List.of(400, 404).contains(answer.statusCode()), wrong[1] + answer.statusCode());
      assertTrue(answer.body().contains("class=\"trouble\""), answer.body());
    }
    assertEquals(
        413,
        visitor.submit("/console", "/console/unit", "reason", "x".repeat(20_000)).statusCode());
    for (String path :
        List.of(
            "/console/job?id=x",
            "/console/job?id=999999",
            "/console/job?id=" + "9".repeat(19),
            "/console/mistake?id=NONE",
            "/console/nothing",
            "/console/errors?q=" + "x".repeat(101))) {
      HttpResponse<String> answer = visitor.open(path);
      assertTrue(List.of(400, 404).contains(answer.statusCode()), path + answer.statusCode());
      assertTrue(answer.body().contains("<h1>"), path);
    }
    assertEquals(0, look("select count(*) from admin_action where subject = 'routing'"));
  }

  @Test
  void whatWasSetAsideRunsAgainOrIsGivenUpOnceAndIsWrittenDown() {
    TestPostgres.execute(database, "delete from tg_quarantine");
    setAside("R1", "Bug at x");
    assertTrue(visitor.page("/console/mistakes").contains("R1"));
    long before = greetings();
    String place = "/console/mistake?id=R1&do=replay";
    String page = visitor.page(place);
    assertTrue(page.contains("Let it run again?"));
    String[] form = {
      "csrf",
      ConsoleVisitor.hidden(page, "csrf"),
      "once",
      ConsoleVisitor.hidden(page, "once"),
      "id",
      "R1",
      "reason",
      "repaired"
    };

    assertEquals(
        "/console/mistakes?said=replayed", location(visitor.post("/console/replay", form)));
    assertEquals(
        "/console/mistakes?said=repeated", location(visitor.post("/console/replay", form)));
    form[3] = "o".repeat(32);
    assertEquals("/console/mistakes?said=gone", location(visitor.post("/console/replay", form)));
    ConsoleVisitor.nothingWaits(database);
    Await.until(() -> greetings() == before + 1);

    setAside("D1", "Bug at y");
    assertEquals(
        "/console/mistakes?said=dropped",
        location(
            visitor.submit(
                "/console/mistake?id=D1&do=drop",
                "/console/drop",
                "id",
                "D1",
                "reason",
                "not needed")));
    assertEquals(404, visitor.open("/console/mistake?id=D1").statusCode());
    assertEquals(1, look("select count(*) from tg_quarantine_past where outcome = 'dropped'"));
    assertEquals(
        2,
        look(
            "select count(*) from admin_action where admin_id = 7101 and (deed, subject, reason) in"
                + " (('REPLAY', 'R1', 'repaired'), ('DROP', 'D1', 'not needed'))"));
  }

  @Test
  void theBooksAreComparedWhenAsked() {
    assertEquals(
        "/console/money?said=audited",
        location(visitor.submit("/console/money", "/console/audit")));
    String page = visitor.page("/console/money?said=audited");
    assertTrue(page.contains("no drift") && page.contains("The audit is done."), page);
    assertEquals(
        1,
        look(
            "select count(*) from admin_action where admin_id = 7101 and (deed, subject, details) ="
                + " ('AUDIT', 'books', 'no drift')"));
    assertTrue(page.contains("AUDIT"), page);
  }

  @Test
  void linesOfTheLogAreFoundByTheirNumbers() {
    for (String id : List.of("C-4711", "C-4712")) {
      LoggerFactory.getLogger("trt.found")
          .atError()
          .addKeyValue("correlationId", id)
          .log("Something about {}", id.substring(2));
    }

    String page = visitor.page("/console/errors?level=ERROR&q=c-4711");

    assertTrue(page.contains("Something about 4711"), page);
    assertFalse(page.contains("Something about 4712"), page);
    assertTrue(visitor.page("/console/errors?q=nothing+of+it").contains("None of the latest"));
  }

  @Test
  void settingsAreShownWithTheirVariablesAndWithoutLogins() {
    String page = visitor.page("/console/settings");
    for (String part :
        List.of(
            "telegram.token",
            "TELEGRAM_BOT_TOKEN",
            "set: postgresql://127.0.0.1:",
            "redis.url",
            "not set",
            "ops.sessionLife",
            "8h")) {
      assertTrue(page.contains(part), part);
    }
  }

  @Test
  void whatHasChangedSinceTheStartIsShownAsItIsNowAndMarked() {
    AppConfig next = TestConfig.with("money.markup", "3.5", "money.minorPerStar", 7);
    AppConfig before = TestConfig.with("database.url", "postgresql://x");
    assertFalse(row(visitor.page("/console/settings"), "money.markup").contains("changed"));

    bot.app().changeSales(before.catalog(), next.money());
    String changed = row(visitor.page("/console/settings"), "money.markup");
    assertTrue(changed.contains("3.5") && changed.contains("changed"), changed);
    assertTrue(changed.contains(before.money().markup().toString()), changed);
    assertFalse(row(visitor.page("/console/settings"), "money.minorPerStar").contains("changed"));

    bot.app().changeSales(before.catalog(), before.money());
    assertFalse(row(visitor.page("/console/settings"), "money.markup").contains("changed"));
  }

  private static String row(String page, String path) {
    int at = page.indexOf(">" + path + "<");
    assertTrue(at >= 0, path);
    return page.substring(at, page.indexOf("</tr>", at));
  }

  private static String location(HttpResponse<String> answer) {
    assertEquals(303, answer.statusCode(), answer.body());
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static long greetings() {
    return get(alice.chat()).stream()
        .filter(message -> message.getString("text", "").contains("Hi"))
        .count();
  }

  private static void setAside(String id, String reason) {
    TestPostgres.execute(
        database,
        String.format(
            Locale.ROOT,
            "insert into tg_quarantine (feed_id, update_id, chat_key, correlation_id, reason,"
                + " attempts) select feed_id, update_id, chat_key, '%s', '%s', 4 from tg_update where"
                + " chat_key = 7102 and kind = 1 order by update_id limit 1",
            id,
            reason.replace("'", "''")));
  }

  private static void order(String prompt) {
    AdminSteps.follow(alice, "/start", "🎨 Make a picture", "Nano Banana · picture", "1:1");
    get(alice.sees("Describe what you want to see"));
    get(alice.sends(prompt));
    get(alice.taps("✅ Confirm"));
  }

  private static long look(String sql) {
    return MigratedPostgres.look(database, sql);
  }
}

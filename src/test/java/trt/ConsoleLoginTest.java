package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonArray;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.MigratedPostgres;
import trt.testing.TestPostgres;

/** Who gets into the console, and whose forms are taken. */
class ConsoleLoginTest {
  private static final long OPERATOR = 7001;
  private static TestBot bot;
  private static EmulatedUser operator;
  private static int port;

  @BeforeAll
  static void start() {
    bot =
        TestBot.start(
            "admin.ids",
            new JsonArray().add(OPERATOR).add(7002),
            "routing.personPerSecond",
            1000,
            "routing.personBurst",
            1000);
    operator = bot.user(OPERATOR, "Olga", "en");
    port = bot.app().opsPort();
  }

  @AfterAll
  static void stop() {
    bot.close();
  }

  @Test
  void aLinkLetsInOnceHoweverManyUseItAtOnce() {
    String link = ConsoleVisitor.link(operator);
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(
          CompletableFuture.supplyAsync(
              () -> new ConsoleVisitor(port).post("/console/login", "t", link).statusCode()));
    }

    long in = all.stream().filter(one -> one.join() == 303).count();

    assertEquals(1, in);
    HttpResponse<String> late = new ConsoleVisitor(port).post("/console/login", "t", link);
    assertEquals(403, late.statusCode());
    assertTrue(late.body().contains("used already"), late.body());
    assertTrue(late.headers().firstValue("Set-Cookie").isEmpty());
  }

  @Test
  void lookingAtALinkDoesNotUseItUp() {
    String link = ConsoleVisitor.link(operator);
    for (int i = 0; i < 3; i++) {
      assertTrue(
          new ConsoleVisitor(port).page("/console/login?t=" + link).contains("Log in</button>"));
    }

    ConsoleVisitor visitor = new ConsoleVisitor(port);
    assertEquals(303, visitor.post("/console/login", "t", link).statusCode());
    assertTrue(visitor.page("/console").contains("operator 7001"));
  }

  @Test
  void aLinkThatIsTooOldOrReplacedByANewerOneLetsNobodyIn() {
    String replaced = ConsoleVisitor.link(operator);
    String old = ConsoleVisitor.link(operator);
    TestPostgres.execute(
        bot.database(),
        "update console_link set expires_at = now() - interval '1 second' where admin_id = 7001");

    for (String link : List.of(replaced, old, "x".repeat(32), "", "x".repeat(5000))) {
      HttpResponse<String> answer = new ConsoleVisitor(port).post("/console/login", "t", link);
      assertEquals(403, answer.statusCode(), answer.body());
    }
  }

  @Test
  void theDatabaseHoldsNothingThatLetsIn() {
    String link = ConsoleVisitor.link(operator);
    assertEquals(
        1,
        look(
            "select count(*) from console_link where digest = sha256('"
                + link
                + "'::bytea) and expires_at between now() + interval '4 minutes' and now() + interval"
                + " '5 minutes'"));
    assertEquals(0, look("select count(*) from console_session where length(digest) <> 32"));
  }

  @Test
  void whoeverIsNotLoggedInSeesHowToLogInAndNothingElse() {
    ConsoleVisitor nobody = new ConsoleVisitor(port);
    for (String path :
        List.of(
            "/console",
            "/console/",
            "/console/queues",
            "/console/jobs",
            "/console/job?id=1",
            "/console/mistakes",
            "/console/mistake?id=E1",
            "/console/errors",
            "/console/money",
            "/console/settings")) {
      HttpResponse<String> answer = nobody.open(path);
      assertTrue(answer.statusCode() == 401 || path.endsWith("/"), path);
      assertFalse(answer.body().contains("<table"), path);
    }
    for (String path : List.of("/unit", "/replay", "/drop", "/audit", "/logout")) {
      assertEquals(401, nobody.post("/console" + path).statusCode(), path);
    }
  }

  @Test
  void theCookieIsForTheConsoleAloneAndEveryPageIsShutIn() {
    ConsoleVisitor visitor = new ConsoleVisitor(port);
    HttpResponse<String> in = visitor.post("/console/login", "t", ConsoleVisitor.link(operator));
    String cookie = in.headers().firstValue("Set-Cookie").orElseThrow();
    for (String part : List.of("HttpOnly", "SameSite=Strict", "Path=/console", "Max-Age=28800")) {
      assertTrue(cookie.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT)), cookie);
    }
    for (HttpResponse<String> answer :
        List.of(
            in,
            visitor.open("/console"),
            visitor.open("/console/login?t=" + "x".repeat(32)),
            visitor.open("/console/nothing"),
            new ConsoleVisitor(port).open("/console"))) {
      String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
      assertTrue(policy.contains("default-src 'none'"), policy);
      assertTrue(policy.contains("frame-ancestors 'none'"), policy);
      assertFalse(policy.contains("unsafe"), policy);
      assertEquals("no-referrer", answer.headers().firstValue("Referrer-Policy").orElseThrow());
      assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElseThrow());
      assertEquals("nosniff", answer.headers().firstValue("X-Content-Type-Options").orElseThrow());
    }
  }

  @Test
  void behindHttpsTheCookieIsSecure() {
    try (TestBot.Node node = bot.join("ops.publicUrl", "https://console.example.org")) {
      ConsoleVisitor visitor = new ConsoleVisitor(node.app().opsPort());
      HttpResponse<String> in =
          visitor.postFrom(
              "https://console.example.org", "/console/login", "t", ConsoleVisitor.link(operator));
      assertEquals(303, in.statusCode());
      assertTrue(in.headers().firstValue("Set-Cookie").orElseThrow().contains("Secure"));
    }
  }

  @Test
  void aFormOfAnotherSiteOrWithoutItsProofChangesNothing() {
    ConsoleVisitor visitor = ConsoleVisitor.in(port, operator);
    String page = visitor.page("/console");
    String csrf = ConsoleVisitor.hidden(page, "csrf");
    String once = ConsoleVisitor.hidden(page, "once");
    String other =
        ConsoleVisitor.hidden(ConsoleVisitor.in(port, operator).page("/console"), "csrf");
    int before = visitor.instances("routing");
    String[] right = {
      "csrf", csrf, "once", once, "unit", "routing", "instances", "3", "reason", "x"
    };

    for (String origin :
        List.of("https://evil.example", "http://127.0.0.1:1", "http://localhost", "null", "")) {
      assertEquals(403, visitor.postFrom(origin, "/console/unit", right).statusCode(), origin);
    }
    for (String wrong : List.of("", other, csrf + "x")) {
      String[] forged = right.clone();
      forged[1] = wrong;
      assertEquals(403, visitor.post("/console/unit", forged).statusCode(), wrong);
    }
    assertEquals(404, visitor.open("/console/unit?unit=routing&instances=3").statusCode());
    assertEquals(
        403,
        visitor
            .postFrom("https://evil.example", "/console/login", "t", ConsoleVisitor.link(operator))
            .statusCode());

    assertEquals(before, visitor.instances("routing"));
    assertEquals(0, look("select count(*) from admin_action where deed = 'RESIZE'"));
  }

  @Test
  void everyNodeHonoursASessionUntilItIsOverOrEnded() {
    ConsoleVisitor visitor = ConsoleVisitor.in(port, operator);
    try (TestBot.Node node = bot.join()) {
      ConsoleVisitor there = visitor.at(node.app().opsPort());
      assertTrue(there.page("/console/queues").contains("this node"));

      assertEquals(303, there.submit("/console", "/console/logout").statusCode());
      assertEquals(401, visitor.open("/console").statusCode());
    }
    ConsoleVisitor again = ConsoleVisitor.in(port, operator);
    TestPostgres.execute(
        bot.database(), "update console_session set expires_at = now() where admin_id = 7001");
    assertEquals(401, again.open("/console").statusCode());
  }

  @Test
  void whoIsAnOperatorNoLongerIsOutEverywhere() {
    EmulatedUser other = bot.user(7002, "Oleg", "en");
    ConsoleVisitor visitor = ConsoleVisitor.in(port, other);
    String unused = ConsoleVisitor.link(other);
    try (TestBot.Node node = bot.join("admin.ids", new JsonArray().add(OPERATOR))) {
      ConsoleVisitor there = visitor.at(node.app().opsPort());
      assertEquals(401, there.open("/console").statusCode());
      assertEquals(
          403,
          new ConsoleVisitor(node.app().opsPort())
              .post("/console/login", "t", unused)
              .statusCode());
    }
    assertEquals(401, visitor.open("/console").statusCode());
    assertEquals(0, look("select count(*) from console_session where admin_id = 7002"));
  }

  @Test
  void nobodyElseGetsALink() {
    EmulatedUser mallory = bot.user(7003, "Mallory", "en");
    ConsoleVisitor.start(mallory);
    int menu = get(mallory.sees("Hi!")).getInteger("message_id");
    assertTrue(
        get(get(mallory.tapsData(menu, "a|console")).answer()).encode().contains("out of date"));
    assertEquals(0, look("select count(*) from console_link where admin_id = 7003"));
  }

  private static long look(String sql) {
    return MigratedPostgres.look(bot.database(), sql);
  }
}

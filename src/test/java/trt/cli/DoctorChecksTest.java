package trt.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.http.HttpServer;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import trt.config.AppConfig;
import trt.postgres.Migrator;
import trt.testing.TestConfig;
import trt.testing.TestPostgres;

class DoctorChecksTest {
  private static final String TOKEN = "42:THE-SECRET-PART";

  @Test
  void findsAFreshDatabaseAndItsPendingVersions() throws Exception {
    AppConfig config = TestConfig.with("database.url", TestPostgres.freshDatabase());

    List<Verdict> found = new PostgresCheck(vertx(), config.database()).run();

    assertEquals(Verdict.Grade.OK, grades(found).get("postgresql"));
    assertEquals(Verdict.Grade.OK, grades(found).get("durability"));
    assertEquals(Verdict.Grade.WARN, grades(found).get("schema"));
  }

  @Test
  void findsAMigratedDatabase() throws Exception {
    AppConfig config = TestConfig.with("database.url", TestPostgres.freshDatabase());
    assertFalse(new Migrator(config.database()).up().isEmpty());

    assertEquals(
        Verdict.Grade.OK,
        grades(new PostgresCheck(vertx(), config.database()).run()).get("schema"));
  }

  @Test
  void saysThatNobodyAnswersWithoutThePassword() throws Exception {
    AppConfig config =
        TestConfig.with(
            "database.url", "postgres://user:hunter2@127.0.0.1:1/x",
            "redis.url", "redis://:hunter2@127.0.0.1:1");

    Verdict postgres = new PostgresCheck(vertx(), config.database()).run().get(0);
    Verdict redis = new RedisCheck(vertx(), config.redis()).run().get(0);

    assertEquals(Verdict.Grade.FAIL, postgres.grade());
    assertEquals(Verdict.Grade.WARN, redis.grade());
    assertTrue(postgres.line().contains("DATABASE_URL"));
    assertFalse((postgres.line() + redis.json()).contains("hunter2"));
  }

  @Test
  void knowsAGoodTokenFromABadOne() throws Exception {
    assertEquals(
        Map.of("telegram", Verdict.Grade.OK, "webhook", Verdict.Grade.OK),
        grades(telegram(200, "{\"ok\":true,\"result\":{\"username\":\"a_bot\",\"url\":\"\"}}")));
    List<Verdict> bad = telegram(401, "{\"ok\":false,\"error_code\":401,\"description\":\"U\"}");
    assertEquals(Map.of("telegram", Verdict.Grade.FAIL), grades(bad));
    assertFalse(bad.toString().contains("SECRET"));
    assertEquals(
        Map.of("telegram", Verdict.Grade.FAIL), grades(telegram(502, "<html>Bad Gateway")));
  }

  @Test
  void tellsTheCreditsAtKie() throws Exception {
    assertEquals(Verdict.ok("kie", "12.5 credits"), kie(200, "{\"code\":200,\"data\":12.5}"));
    assertEquals(Verdict.Grade.FAIL, kie(200, "{\"code\":200,\"data\":0}").grade());
    assertEquals("refuses the key", kie(200, "{\"code\":401,\"msg\":\"no\"}").text());
    assertEquals("answers something else", kie(200, "<html>").text());
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    AppConfig config = TestConfig.with();

    assertEquals(Verdict.Grade.FAIL, first(new PostgresCheck(vertx(), config.database())));
    assertEquals(Verdict.Grade.WARN, first(new RedisCheck(vertx(), config.redis())));
    assertEquals(Verdict.Grade.FAIL, first(new TelegramCheck(vertx(), config.telegram())));
    assertEquals(Verdict.Grade.WARN, first(new KieCheck(vertx(), config.kie())));
  }

  private static Verdict.Grade first(Check check) throws Exception {
    return check.run().get(0).grade();
  }

  private static List<Verdict> telegram(int status, String body) throws Exception {
    HttpServer server = serve(status, body);
    AppConfig config =
        TestConfig.with(
            "telegram.token", TOKEN, "telegram.apiUrl", "http://127.0.0.1:" + server.actualPort());
    return new TelegramCheck(vertx(), config.telegram()).run();
  }

  private static Verdict kie(int status, String body) throws Exception {
    HttpServer server = serve(status, body);
    AppConfig config =
        TestConfig.with("kie.apiKey", "k", "kie.apiUrl", "http://127.0.0.1:" + server.actualPort());
    return new KieCheck(vertx(), config.kie()).run().get(0);
  }

  private static HttpServer serve(int status, String body) {
    return get(
        vertx()
            .createHttpServer()
            .requestHandler(request -> request.response().setStatusCode(status).end(body))
            .listen(0, "127.0.0.1"));
  }

  private static Map<String, Verdict.Grade> grades(List<Verdict> verdicts) {
    return verdicts.stream().collect(Collectors.toMap(Verdict::check, Verdict::grade));
  }
}

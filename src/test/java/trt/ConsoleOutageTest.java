package trt;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonArray;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import trt.testing.Await;
import trt.testing.TestPostgres;

/** The console while PostgreSQL is away. */
class ConsoleOutageTest {
  @Test
  void itSaysSoShowsTheHealthAndGoesOnWithTheSameSession() {
    try (TestBot bot = TestBot.start("admin.ids", new JsonArray().add(7201))) {
      ConsoleVisitor visitor = ConsoleVisitor.in(bot.app().opsPort(), bot.user(7201, "Olga", "en"));
      String name = bot.database().substring(bot.database().lastIndexOf('/') + 1);
      String server = bot.database().replace(name, "postgres");
      TestPostgres.execute(server, "alter database " + name + " allow_connections false");
      TestPostgres.execute(
          server,
          "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");

      HttpResponse<String> away = visitor.open("/console/money");

      assertTrue(away.statusCode() == 503, away.body());
      assertTrue(away.body().contains("PostgreSQL does not answer"), away.body());
      assertTrue(away.body().contains("eventLoop"), away.body());
      assertFalse(away.body().contains("Exception"), away.body());
      assertTrue(new ConsoleVisitor(bot.app().opsPort()).open("/console").statusCode() == 401);
      TestPostgres.execute(server, "alter database " + name + " allow_connections true");
      Await.until(() -> visitor.open("/console/money").statusCode() == 200, Duration.ofSeconds(20));
    }
  }
}

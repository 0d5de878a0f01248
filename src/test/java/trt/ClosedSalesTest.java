package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;
import trt.testing.LogCapture;
import trt.testing.TestPostgres;

/** KIE's account is empty: nobody is charged, nothing is lost, and it goes on by itself. */
class ClosedSalesTest {
  private static final Object[] QUICK = {"generation.creditsEvery", "500ms"};
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void anEmptyAccountClosesSalesOnEveryNodeAndTheyOpenByThemselves() {
    try (LogCapture logs = LogCapture.of(SalesPause.class);
        TestBot bot = TestBot.start(QUICK);
        TestBot.Node other = bot.join()) {
      get(bot.kie().control().setCredits(0));
      EmulatedUser first = bot.user(3001, "First", "en");
      order(first, "the first fox");
      get(first.taps("✅ Confirm"));
      Await.until(() -> sees(bot.app(), "trt_sales_open 0.0"), PATIENCE);
      Await.until(() -> sees(other.app(), "trt_sales_open 0.0"), PATIENCE);

      EmulatedUser second = bot.user(3002, "Second", "en");
      order(second, "the second fox");
      get(second.taps("✅ Confirm"));
      String paused = get(second.sees("The studio is paused for new orders")).getString("text");
      assertTrue(paused.contains("Nothing was charged") && paused.contains("the second fox"));
      get(second.taps("🔄 Try again"));
      assertEquals(1, jobs(bot));

      get(bot.kie().control().setCredits(1_000));
      Await.until(() -> sees(bot.app(), "trt_sales_open 1.0"), PATIENCE);
      Await.until(() -> sees(other.app(), "trt_sales_open 1.0"), PATIENCE);
      get(second.taps("🔄 Try again"));
      get(second.seesPhoto());
      assertEquals(2, jobs(bot));
      assertTrue(
          logs.atLeast(ch.qos.logback.classic.Level.INFO).stream()
              .anyMatch(line -> line.getFormattedMessage().contains("sales are open")));
    }
  }

  @Test
  void aKeyThatOnlyLooksFindRefusedClosesSalesAndTheAdministratorIsToldOfBoth() {
    try (TestBot bot =
        TestBot.start("generation.creditsEvery", "3s", "admin.ids", List.of(3_101L, 3_102L))) {
      EmulatedUser admin = bot.user(3_101, "Admin", "en");
      get(admin.sends("/start"));
      get(admin.sees("I turn words into pictures"));
      EmulatedUser user = bot.user(3_103, "User", "en");
      order(user, "a late fox");
      bot.kie()
          .control()
          .breakThings(new JsonObject().put("record", "code-401").put("recordTimes", 1));
      get(user.taps("✅ Confirm"));

      String closed = get(admin.sees("Sales are closed")).getString("text");
      assertTrue(closed.contains("refuses the key"));
      get(admin.sees("Sales are open again"));
      get(user.seesPhoto());
    }
  }

  private static void order(EmulatedUser user, String prompt) {
    get(user.sends("/start"));
    get(user.taps("🎨 Make a picture"));
    get(user.taps("Z-Image · free"));
    get(user.taps("16:9"));
    get(user.sees("Describe what you want to see"));
    get(user.sends(prompt));
    get(user.sees("Price: free"));
  }

  private static boolean sees(App app, String line) {
    URI metrics = URI.create("http://127.0.0.1:" + app.opsPort() + "/metrics");
    try {
      return HTTP.send(
              HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
          .body()
          .contains(line);
    } catch (IOException e) {
      // A connection that was just closed; asked again.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static int jobs(TestBot bot) {
    try (Connection connection = TestPostgres.connect(bot.database());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM gen_job")) {
      assertTrue(row.next());
      return row.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}

package trt;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.TestVertx;

/** The whole bot without a webhook. */
class PollingBotTest {
  @Test
  void aBotWithoutAWebhookAnswersAndShowsTheUnitThatPolls() {
    try (TestBot bot = TestBot.start("telegram.mode", "polling")) {
      EmulatedUser alice = bot.user(1001, "Alice", "en");

      get(alice.sends("/start"));
      get(alice.sees("I turn words into pictures"));

      assertTrue(page(bot.app().publicPort(), "/health").contains("\"polling\""));
      assertTrue(page(bot.app().opsPort(), "/metrics").contains("unit=\"polling\""));
    }
  }

  private static String page(int port, String path) {
    Vertx vertx = TestVertx.vertx();
    return get(vertx
            .createHttpClient()
            .request(HttpMethod.GET, port, "127.0.0.1", path)
            .compose(request -> request.send().compose(answer -> answer.body())))
        .toString();
  }
}

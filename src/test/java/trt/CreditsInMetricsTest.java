package trt;

import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import trt.testing.Await;

/** What is left at KIE is seen where operators look. */
class CreditsInMetricsTest {
  private static final Pattern KNOWN = Pattern.compile("(?m)^trt_kie_credits [0-9]");

  @Test
  void whatKieSaysIsLeftBecomesAMetric() {
    try (TestBot bot = TestBot.start()) {
      Await.until(() -> KNOWN.matcher(metrics(bot.app().opsPort())).find(), Duration.ofSeconds(60));
    }
  }

  private static String metrics(int port) {
    return get(vertx()
            .createHttpClient()
            .request(HttpMethod.GET, port, "127.0.0.1", "/metrics")
            .compose(request -> request.send().compose(answer -> answer.body())))
        .toString();
  }
}

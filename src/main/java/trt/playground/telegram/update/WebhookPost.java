package trt.playground.telegram.update;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;

/** One POST of one update; an answer must begin within 60 seconds (WebhookActor.cpp). */
final class WebhookPost {
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final int CONNECT_MILLIS = 10_000;

  private final WebClient web;
  private final WebhookSettings settings;

  WebhookPost(Vertx vertx, WebhookSettings settings) {
    this.settings = settings;
    this.web =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setFollowRedirects(false)
                .setUserAgentEnabled(false)
                .setConnectTimeout(CONNECT_MILLIS),
            new PoolOptions()
                .setHttp1MaxSize(settings.maxConnections())
                .setMaxWaitQueueSize(settings.maxConnections()));
  }

  /** Any answer is a success here; no answer is a failure. */
  Future<HttpResponse<Buffer>> send(JsonObject update) {
    HttpRequest<Buffer> request =
        web.postAbs(settings.url())
            .timeout(DEADLINE.toMillis())
            .putHeader("Content-Type", "application/json")
            .putHeader("Accept-Encoding", "gzip, deflate");
    if (!settings.secret().isEmpty()) {
      request.putHeader("X-Telegram-Bot-Api-Secret-Token", settings.secret());
    }
    return request.sendBuffer(update.toBuffer());
  }

  void close() {
    web.close();
  }
}

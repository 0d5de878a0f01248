package trt.telegram;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import trt.config.Secret;

/**
 * How updates should reach us.
 *
 * @param url public https address of the webhook; empty when there should be none (polling)
 * @param secret what Telegram repeats in its header; it cannot be read back
 * @param allowedUpdates kinds of updates; empty means all usual ones
 */
public record WebhookWish(
    String url, Secret secret, int maxConnections, List<String> allowedUpdates) {
  /** No webhook, so that getUpdates works. */
  public static WebhookWish none() {
    return new WebhookWish("", Secret.NONE, 0, List.of());
  }

  boolean isMetBy(WebhookInfo info) {
    return url.isEmpty()
        ? info.url().isEmpty()
        : info.url().equals(url)
            && info.maxConnections() == maxConnections
            && new HashSet<>(info.allowedUpdates()).equals(new HashSet<>(allowedUpdates));
  }

  String method() {
    return url.isEmpty() ? "deleteWebhook" : "setWebhook";
  }

  // drop_pending_updates is never sent: what waits at Telegram was promised an answer.
  JsonObject params() {
    return url.isEmpty()
        ? new JsonObject()
        : new JsonObject()
            .put("url", url)
            .put("secret_token", secret.reveal())
            .put("max_connections", maxConnections)
            .put("allowed_updates", new JsonArray(allowedUpdates));
  }
}

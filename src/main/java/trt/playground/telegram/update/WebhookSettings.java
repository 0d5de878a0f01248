package trt.playground.telegram.update;

import io.vertx.core.json.JsonObject;

/**
 * Where updates are posted.
 *
 * @param url "" if there is no webhook
 * @param secret sent in X-Telegram-Bot-Api-Secret-Token, "" for none
 */
public record WebhookSettings(String url, String secret, int maxConnections, String ipAddress) {
  /** No webhook: the bot may poll. */
  public static final WebhookSettings NONE = new WebhookSettings("", "", 40, "");

  public boolean isSet() {
    return !url.isEmpty();
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("url", url)
        .put("secret", secret)
        .put("max_connections", maxConnections)
        .put("ip_address", ipAddress);
  }

  static WebhookSettings from(JsonObject saved) {
    return new WebhookSettings(
        saved.getString("url"),
        saved.getString("secret"),
        saved.getInteger("max_connections"),
        saved.getString("ip_address"));
  }
}

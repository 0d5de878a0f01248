package trt.telegram;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The webhook as Telegram sees it.
 *
 * @param url registered address, empty without a webhook
 * @param pendingUpdates updates waiting at Telegram
 * @param maxConnections connections Telegram may open; 0 when it does not say
 * @param allowedUpdates kinds asked for; empty means all usual ones
 */
public record WebhookInfo(
    String url,
    int pendingUpdates,
    Optional<Instant> lastErrorAt,
    Optional<String> lastError,
    int maxConnections,
    List<String> allowedUpdates) {
  static WebhookInfo from(JsonObject info) {
    return new WebhookInfo(
        info.getString("url", ""),
        info.getInteger("pending_update_count", 0),
        Optional.ofNullable(info.getLong("last_error_date")).map(Instant::ofEpochSecond),
        Optional.ofNullable(info.getString("last_error_message")),
        info.getInteger("max_connections", 0),
        info.getJsonArray("allowed_updates", new JsonArray()).stream()
            .map(String::valueOf)
            .toList());
  }
}

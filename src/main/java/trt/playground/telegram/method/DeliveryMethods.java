package trt.playground.telegram.method;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import trt.playground.telegram.state.World;
import trt.playground.telegram.update.Delivery;
import trt.playground.telegram.update.UpdateQueue;
import trt.playground.telegram.update.WebhookSettings;
import trt.playground.telegram.wire.ApiCall;
import trt.playground.telegram.wire.ApiError;
import trt.playground.telegram.wire.Described;
import trt.playground.telegram.wire.MethodHandler;

/**
 * setWebhook, deleteWebhook, getWebhookInfo and getUpdates. Plain http is fine, as at a local
 * server.
 */
final class DeliveryMethods {
  private static final int MOST_CONNECTIONS = 100;
  private static final int USUAL_CONNECTIONS = 40;
  private static final Duration BETWEEN_SETS = Duration.ofSeconds(1);

  private final World world;
  private final UpdateQueue queue;
  private final Delivery delivery;
  private Instant nextSet = Instant.MIN;

  DeliveryMethods(World world, UpdateQueue queue, Delivery delivery) {
    this.world = world;
    this.queue = queue;
    this.delivery = delivery;
  }

  Map<String, MethodHandler> methods() {
    return Map.of(
        "setWebhook",
        this::set,
        "deleteWebhook",
        call -> remove(call),
        "getWebhookInfo",
        call -> Future.succeededFuture(delivery.info()),
        "getUpdates",
        this::updates);
  }

  private Future<?> set(ApiCall call) {
    if (call.text("url").isEmpty()) {
      return remove(call);
    }
    WebhookSettings wanted = wanted(call);
    Instant now = world.clock().instant();
    if (now.isBefore(nextSet)) {
      throw ApiError.throttled(1);
    }
    nextSet = now.plus(BETWEEN_SETS);
    allow(call);
    if (wanted.equals(delivery.webhook()) && !call.flag("drop_pending_updates")) {
      return Future.succeededFuture(new Described(true, "Webhook is already set"));
    }
    drop(call);
    delivery.use(wanted);
    return Future.succeededFuture(new Described(true, "Webhook was set"));
  }

  private Future<?> remove(ApiCall call) {
    boolean wasSet = delivery.webhook().isSet();
    delivery.use(WebhookSettings.NONE);
    drop(call);
    return Future.succeededFuture(
        new Described(true, wasSet ? "Webhook was deleted" : "Webhook is already deleted"));
  }

  private Future<?> updates(ApiCall call) {
    allow(call);
    int limit = (int) Math.max(1, Math.min(100, call.number("limit", 100)));
    return delivery.poll(call.number("offset", 0), limit, (int) call.number("timeout", 0));
  }

  private static WebhookSettings wanted(ApiCall call) {
    String url = call.text("url");
    if (!url.matches("(?i)https?://[^\\s/]+.*")) {
      throw ApiError.badRequest("bad webhook: invalid webhook URL specified");
    }
    String secret = call.text("secret_token");
    if (secret.length() > 256) {
      throw ApiError.badRequest("secret token is too long");
    }
    if (!secret.matches("[A-Za-z0-9_-]*")) {
      throw ApiError.badRequest("secret token contains unallowed characters");
    }
    long connections = call.number("max_connections", USUAL_CONNECTIONS);
    return new WebhookSettings(
        url,
        secret,
        (int) Math.max(1, Math.min(MOST_CONNECTIONS, connections)),
        call.text("ip_address"));
  }

  private void allow(ApiCall call) {
    if (call.has("allowed_updates")) {
      queue.allow(call.array("allowed_updates"));
    }
  }

  private void drop(ApiCall call) {
    if (call.flag("drop_pending_updates")) {
      queue.clear();
    }
  }
}

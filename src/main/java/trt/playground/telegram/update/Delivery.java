package trt.playground.telegram.update;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import trt.playground.telegram.state.World;
import trt.playground.telegram.wire.ApiError;

/** How updates leave: to a webhook, or by getUpdates, never both. */
public final class Delivery {
  private static final String KEY = "webhook";

  private final Vertx vertx;
  private final World world;
  private final UpdateQueue queue;
  private final RandomGenerator random;
  private final WebhookHealth health;
  private final LongPoll poll;
  private WebhookSettings settings = WebhookSettings.NONE;
  private @Nullable WebhookSender sender;

  /** Goes on where the journal left off. */
  public Delivery(Vertx vertx, World world, UpdateQueue queue, RandomGenerator random) {
    this.vertx = vertx;
    this.world = world;
    this.queue = queue;
    this.random = random;
    this.health = new WebhookHealth(world.clock());
    this.poll = new LongPoll(vertx, queue);
    world.journal().replay(KEY, (none, saved) -> settings = WebhookSettings.from(saved));
    queue.onArrival(this::arrived);
  }

  /** Runs methods found in the bodies of the bot's answers, as Telegram does. */
  public void executing(Consumer<JsonObject> method) {
    health.executing(method);
  }

  /** Begins to post what waits, if there is a webhook. */
  public void start() {
    if (settings.isSet()) {
      sender = new WebhookSender(vertx, world, queue, health, settings, random);
      sender.start();
    }
  }

  /** Stops posting; nothing is lost. */
  public void stop() {
    if (sender != null) {
      sender.close();
      sender = null;
    }
  }

  public WebhookSettings webhook() {
    return settings;
  }

  /** Replaces the webhook; {@link WebhookSettings#NONE} removes it. */
  public void use(WebhookSettings wanted) {
    stop();
    if (wanted.isSet()) {
      poll.abort("terminated by setWebhook request");
    }
    settings = wanted;
    health.forget();
    world.journal().put(KEY, wanted.toJson());
    start();
  }

  /** Posts every update this often from now on: 1 is right, more is a fault. */
  public void copies(int times) {
    health.copies(times);
  }

  /** getUpdates, refused while a webhook is set. */
  public Future<JsonArray> poll(long offset, int limit, int seconds) {
    if (settings.isSet()) {
      return Future.failedFuture(
          ApiError.conflict(
              "can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
                  + " webhook first"));
    }
    return poll.poll(offset, limit, seconds);
  }

  /** The type WebhookInfo of the Bot API. */
  public JsonObject info() {
    JsonObject info =
        new JsonObject()
            .put("url", settings.url())
            .put("has_custom_certificate", false)
            .put("pending_update_count", queue.oldest(Integer.MAX_VALUE).size());
    if (settings.isSet()) {
      info.put("max_connections", settings.maxConnections());
      info.put("ip_address", settings.ipAddress().isEmpty() ? "127.0.0.1" : settings.ipAddress());
    }
    if (!queue.allowed().isEmpty()) {
      info.put("allowed_updates", new JsonArray(queue.allowed().stream().sorted().toList()));
    }
    return health.into(info);
  }

  private void arrived(long lane) {
    if (sender != null) {
      sender.arrived(lane);
    } else {
      poll.arrived();
    }
  }
}

package trt.playground.telegram.update;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import trt.playground.telegram.state.World;

/**
 * Posts updates to one webhook until it is replaced, as the open Bot API server does: the lanes run
 * in parallel, in each only the oldest update is on its way, and it stays first until it is taken
 * or too old. A lane that fails keeps its place, so enough failing chats stop the whole bot.
 */
final class WebhookSender {
  private static final int MOST_COPIES = 100;
  private static final int BUDGET_GROWS_MILLIS = 500;

  private final Vertx vertx;
  private final UpdateQueue queue;
  private final RandomGenerator random;
  private final WebhookPost post;
  private final WebhookHealth health;
  private final ConnectionBudget budget;
  private final int lanesAtOnce;
  private final Map<Long, RetryDelay> loaded = new HashMap<>();
  private final Set<Long> backlog = new LinkedHashSet<>();
  private final Deque<Long> ready = new ArrayDeque<>();
  private final Map<Long, Long> retries = new HashMap<>();
  private int underWay;
  private boolean pumpLater;
  private boolean closed;

  WebhookSender(
      Vertx vertx,
      World world,
      UpdateQueue queue,
      WebhookHealth health,
      WebhookSettings settings,
      RandomGenerator random) {
    this.vertx = vertx;
    this.queue = queue;
    this.random = random;
    this.health = health;
    this.post = new WebhookPost(vertx, settings);
    this.budget = new ConnectionBudget(world.clock(), settings.maxConnections());
    this.lanesAtOnce = 2 * settings.maxConnections();
  }

  /** Begins with what already waits. */
  void start() {
    queue.lanes().forEach(this::load);
    pump();
  }

  /** Stops; what is under way is cut off and will be sent again by the next sender. */
  void close() {
    closed = true;
    retries.values().forEach(vertx::cancelTimer);
    post.close();
  }

  /** An update has come into this lane. */
  void arrived(long lane) {
    if (loaded.isEmpty()) {
      budget.idle();
    }
    load(lane);
    pump();
  }

  private void load(long lane) {
    if (loaded.containsKey(lane)) {
      return;
    }
    if (loaded.size() < lanesAtOnce) {
      loaded.put(lane, new RetryDelay(random));
      ready.add(lane);
    } else {
      backlog.add(lane);
    }
  }

  private void pump() {
    while (!closed && !ready.isEmpty() && underWay < budget.allowed()) {
      long lane = ready.removeFirst();
      queue.head(lane).ifPresentOrElse(update -> send(update, 1), () -> unload(lane));
    }
    if (!closed && !ready.isEmpty() && !pumpLater) {
      pumpLater = true;
      vertx.setTimer(
          BUDGET_GROWS_MILLIS,
          timer -> {
            pumpLater = false;
            pump();
          });
    }
  }

  private void send(PendingUpdate update, int copy) {
    underWay++;
    post.send(update.body())
        .onComplete(
            answer -> {
              underWay--;
              if (closed) {
                return;
              }
              if (answer.failed()) {
                refused(update, 0, "Connection failed or read timeout expired");
              } else {
                answered(update, copy, answer.result());
              }
              pump();
            });
  }

  private void answered(PendingUpdate update, int copy, HttpResponse<Buffer> answer) {
    if (answer.statusCode() / 100 != 2) {
      refused(
          update,
          retryAfter(answer),
          "Wrong response from the webhook: " + answer.statusCode() + " " + answer.statusMessage());
      return;
    }
    budget.success();
    health.delivered(method(answer));
    if (copy < Math.min(health.copies(), MOST_COPIES)) {
      send(update, copy + 1);
      return;
    }
    RetryDelay delay = loaded.get(update.lane());
    if (delay != null) {
      delay.reset();
    }
    queue.confirm(update);
    ready.add(update.lane());
  }

  private void refused(PendingUpdate update, int retryAfter, String reason) {
    health.refused(reason);
    RetryDelay delay = loaded.get(update.lane());
    if (delay != null) {
      retry(update.lane(), delay.afterFailure(retryAfter));
    }
  }

  private void retry(long lane, Duration pause) {
    if (pause.isZero()) {
      ready.add(lane);
      return;
    }
    retries.put(
        lane,
        vertx.setTimer(
            pause.toMillis(),
            timer -> {
              retries.remove(lane);
              ready.add(lane);
              pump();
            }));
  }

  private void unload(long lane) {
    loaded.remove(lane);
    while (!backlog.isEmpty() && loaded.size() < lanesAtOnce) {
      long next = backlog.iterator().next();
      backlog.remove(next);
      load(next);
    }
  }

  private static int retryAfter(HttpResponse<Buffer> answer) {
    String header = answer.getHeader("Retry-After");
    return header != null && header.matches("\\d{1,6}") ? Integer.parseInt(header) : 0;
  }

  /** A method in the body is executed and its result thrown away. */
  private static Optional<JsonObject> method(HttpResponse<Buffer> answer) {
    String type = answer.getHeader("Content-Type");
    Buffer body = answer.body();
    if (type == null || !type.contains("json") || body == null || body.length() == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(body.toJsonObject()).filter(b -> b.getValue("method") instanceof String);
    } catch (RuntimeException e) {
      // A body that is no JSON object is an ordinary answer.
      return Optional.empty();
    }
  }
}

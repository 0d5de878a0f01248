package trt.redis;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.config.RedisConfig;

/**
 * The way to Redis, if there is one. Every call ends within {@code redis.commandTimeout}. After
 * three failures in a row calls fail at once, and one each second finds out whether Redis is back.
 * Going away and coming back are logged once each; nothing else is.
 */
public final class RedisLink {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
  private static final int FAILURES = 3;
  private static final long FAILURE_WINDOW_MS = 60_000;
  private static final long RETRY_MS = 1_000;

  private final Vertx vertx;
  private final Context context;
  private final RedisConfig config;
  private final RedisMeters meters;
  private final CircuitBreaker breaker;
  private final @Nullable Redis redis;
  private final AtomicBoolean up = new AtomicBoolean(true);

  /**
   * Connects to nothing yet. Without an address it warns once and every call fails at once.
   *
   * @throws IllegalArgumentException when the address cannot be read; does not repeat it
   */
  public RedisLink(Vertx vertx, RedisConfig config, MeterRegistry registry) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.config = config;
    this.meters = new RedisMeters(registry);
    this.breaker =
        CircuitBreaker.create(
                "redis",
                vertx,
                new CircuitBreakerOptions()
                    .setMaxFailures(FAILURES)
                    .setFailuresRollingWindow(FAILURE_WINDOW_MS)
                    .setTimeout(config.commandTimeout().toMillis())
                    .setResetTimeout(RETRY_MS))
            .<Response>failurePolicy(RedisLink::isOutage)
            .openHandler(opened -> away())
            .closeHandler(closed -> back());
    this.redis = config.url().isPresent() ? client(vertx, config) : null;
    if (redis == null) {
      up.set(false);
      LOG.warn(
          "Redis is not configured; nodes learn of each other's work a second later and limits"
              + " count for each node alone");
    }
  }

  /** Whether an address is configured. */
  public boolean isConfigured() {
    return redis != null;
  }

  /** Whether calls are tried; true until the first outage, false without an address. */
  public boolean isUp() {
    return up.get();
  }

  /** Round trip to the server; fails with {@link RedisUnavailable}. */
  public Future<Duration> ping() {
    long begun = System.nanoTime();
    return call("ping", client -> client.send(Request.cmd(Command.PING)))
        .map(pong -> Duration.ofNanos(System.nanoTime() - begun));
  }

  /** Closes the connections; calls under way fail. Idempotent. */
  public Future<Void> close() {
    return redis == null ? Future.succeededFuture() : redis.close();
  }

  /** Fails with {@link RedisUnavailable} and nothing else. */
  Future<Response> call(String operation, Function<Redis, Future<Response>> work) {
    Redis client = redis;
    if (client == null) {
      return Future.failedFuture(new RedisUnavailable(operation, CallOutcome.AWAY));
    }
    return breaker
        .execute(() -> apart(client, work))
        .onSuccess(answer -> meters.count(operation, CallOutcome.OK))
        .recover(
            failure -> {
              CallOutcome outcome = CallOutcome.of(failure);
              meters.count(operation, outcome);
              return Future.failedFuture(new RedisUnavailable(operation, outcome));
            });
  }

  /** On an event loop context of its own: what breaks in the client is no unit's death. */
  private Future<Response> apart(Redis client, Function<Redis, Future<Response>> work) {
    Promise<Response> answer = Promise.promise();
    context.runOnContext(turn -> work.apply(client).onComplete(answer));
    return answer.future();
  }

  /** A subscription with a connection of its own; opens nothing without an address. */
  Subscription subscription(String channel, Consumer<String> heard) {
    return new Subscription(vertx, config, channel, heard, meters);
  }

  private static Redis client(Vertx vertx, RedisConfig config) {
    try {
      return Redis.createClient(vertx, RedisAddress.pooled(config));
    } catch (RuntimeException e) { // its message shows the password
      throw new IllegalArgumentException(
          "redis.url cannot be read: " + e.getClass().getSimpleName());
    }
  }

  private static boolean isOutage(AsyncResult<?> result) {
    return result.failed() && !(result.cause() instanceof ConnectionPoolTooBusyException);
  }

  private void away() {
    if (up.compareAndSet(true, false)) {
      LOG.warn(
          "Redis does not answer; nodes learn of each other's work a second later and limits count"
              + " for each node alone until it is back");
    }
  }

  private void back() {
    if (up.compareAndSet(false, true)) {
      LOG.info("Redis is back");
    }
  }
}

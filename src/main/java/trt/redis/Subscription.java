package trt.redis;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.config.RedisConfig;

/**
 * Hears one channel for as long as it is open. Every attempt has a client of its own, so that a
 * lost or late connection leaves nothing behind. What is published while it is away is lost.
 */
final class Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
  private static final long OPEN_MS = 5_000; // a first TLS handshake takes its time
  private static final long PING_MS = 5_000;
  private static final long RETRY_MS = 100;
  private static final long LONGEST_RETRY_MS = 5_000;
  private static final int MOST_DOUBLINGS = 6;
  private static final int MESSAGE_PARTS = 3;

  private final Vertx vertx;
  private final Context context;
  private final RedisConfig config;
  private final String channel;
  private final Consumer<String> heard;
  private final RedisMeters meters;
  private @Nullable Redis client;
  private @Nullable Long timer;
  private int failures;
  private boolean closed;
  private volatile boolean subscribed;

  Subscription(
      Vertx vertx, RedisConfig config, String channel, Consumer<String> heard, RedisMeters meters) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.config = config;
    this.channel = channel;
    this.heard = heard;
    this.meters = meters;
  }

  /** Begins to subscribe, and never stops trying. */
  void open() {
    context.runOnContext(turn -> attempt());
  }

  /** Whether messages arrive at the moment. */
  boolean isSubscribed() {
    return subscribed;
  }

  /** Nothing is heard after this completes. */
  Future<Void> close() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        turn -> {
          closed = true;
          drop();
          done.complete();
        });
    return done.future();
  }

  private void attempt() {
    if (closed) {
      return;
    }
    Redis fresh = Redis.createClient(vertx, RedisAddress.dedicated(config));
    client = fresh;
    fresh
        .connect()
        .compose(connection -> subscribe(fresh, connection))
        .timeout(OPEN_MS, MILLISECONDS)
        .onSuccess(connection -> subscribed(fresh, connection))
        .onFailure(failure -> lost(fresh));
  }

  private Future<RedisConnection> subscribe(Redis from, RedisConnection connection) {
    connection.handler(this::message);
    connection.endHandler(end -> context.runOnContext(turn -> lost(from)));
    connection.exceptionHandler(failure -> context.runOnContext(turn -> lost(from)));
    return connection.send(Request.cmd(Command.SUBSCRIBE).arg(channel)).map(connection);
  }

  private void subscribed(Redis from, RedisConnection connection) {
    if (from != client) {
      return;
    }
    meters.count("subscribe", CallOutcome.OK);
    if (failures > 0) {
      LOG.atInfo().addKeyValue("channel", channel).log("Hears other nodes again");
    }
    failures = 0;
    subscribed = true;
    keepAlive(from, connection);
  }

  /** A peer that vanished without closing is found out by a question. */
  private void keepAlive(Redis from, RedisConnection connection) {
    timer =
        vertx.setTimer(
            PING_MS,
            due ->
                connection
                    .send(Request.cmd(Command.PING))
                    .timeout(config.commandTimeout().toMillis(), MILLISECONDS)
                    .onSuccess(pong -> stillThere(from, connection))
                    .onFailure(failure -> lost(from)));
  }

  private void stillThere(Redis from, RedisConnection connection) {
    if (from == client) {
      keepAlive(from, connection);
    }
  }

  private void lost(Redis from) {
    if (closed || from != client) {
      return;
    }
    drop();
    meters.count("subscribe", CallOutcome.ERROR);
    failures++;
    if (failures == 1) {
      LOG.atWarn()
          .addKeyValue("channel", channel)
          .log("Does not hear other nodes; their hints are replaced by the sweep each second");
    }
    long wait = RETRY_MS << Math.min(failures - 1, MOST_DOUBLINGS);
    timer = vertx.setTimer(Math.min(wait, LONGEST_RETRY_MS), due -> attempt());
  }

  private void drop() {
    subscribed = false;
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
    Redis old = client;
    client = null;
    if (old != null) {
      old.close().onFailure(failure -> LOG.debug("A lost connection did not close cleanly"));
    }
  }

  /** An answer that comes after its question was given up arrives here, too. */
  private void message(Response push) {
    boolean published =
        isList(push)
            && push.size() == MESSAGE_PARTS
            && "message".equals(String.valueOf(push.get(0)));
    if (published) {
      heard.accept(String.valueOf(push.get(2)));
    }
  }

  private static boolean isList(Response push) {
    return push.type() == ResponseType.MULTI || push.type() == ResponseType.PUSH;
  }
}

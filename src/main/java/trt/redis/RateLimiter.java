package trt.redis;

import io.vertx.core.Future;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Limits that count over all nodes while Redis is there, and for this node alone while it is not:
 * its loss lets a little more through and refuses nothing that was allowed.
 */
public final class RateLimiter {
  private final RedisLink link;
  private final String prefix;
  private final LocalBuckets local;
  private final Script take = Script.load("take-token");

  /**
   * Limits of one deployment.
   *
   * @param prefix of its keys, for example {@code trt:default:}
   * @param nanoTime the monotonic clock of the time without Redis
   */
  public RateLimiter(RedisLink link, String prefix, LongSupplier nanoTime) {
    this.link = link;
    this.prefix = prefix;
    this.local = new LocalBuckets(nanoTime);
  }

  /**
   * Takes one token. Never fails; answers within {@code redis.commandTimeout}.
   *
   * @param subject whose bucket it is, for example a chat id
   */
  public Future<Permit> take(RateLimit limit, String subject) {
    String key = prefix + limit.name() + ":" + subject;
    return link.call("limit", redis -> take.run(redis, key, limit.growthMicros(), limit.burst()))
        .map(wait -> Permit.after(Objects.requireNonNull(wait.toLong())))
        .otherwise(away -> local.take(key, limit));
  }
}

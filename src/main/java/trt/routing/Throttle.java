package trt.routing;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import trt.config.RoutingConfig;
import trt.domain.inbox.Crowd;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.UpdateKind;
import trt.redis.RateLimit;
import trt.redis.RateLimiter;

/**
 * Who is too fast. A chat's own meter decides whether the limiter is asked at all, so that Redis is
 * not on the way of those who are not fast, and whatever it says, or does not say, is only about
 * those who are. Lives on one event loop.
 */
final class Throttle {
  private static final int REMEMBERED = 10_000;

  private final UpdateReader reader;
  private final RateLimiter limiter;
  private final RateLimit limit;
  private final LongSupplier nanoTime;
  private final long growthNanos;
  private final long unaskedNanos;
  private final Map<Integer, Boolean> verdicts = new HashMap<>();
  private final Map<Long, Long> fullAt =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Long> eldest) {
          return size() > REMEMBERED;
        }
      };

  /** Half of the burst passes unasked, the other half is what the limiter grants. */
  Throttle(UpdateReader reader, RateLimiter limiter, RoutingConfig config, LongSupplier nanoTime) {
    this.reader = reader;
    this.limiter = limiter;
    this.nanoTime = nanoTime;
    int half = Math.max(1, config.personBurst() / 2);
    this.limit = new RateLimit("person", half, config.personPerSecond(), Duration.ofSeconds(1));
    this.growthNanos = Duration.ofSeconds(1).toNanos() / config.personPerSecond();
    this.unaskedNanos = growthNanos * half;
  }

  /** Whether the limiter must be asked before this update runs. Counts the update. */
  boolean mustAsk(PendingUpdate update) {
    boolean own = UpdateKind.of(update.kind()) == UpdateKind.OWN;
    if (own || verdicts.containsKey(update.updateId())) {
      return false;
    }
    long now = nanoTime.getAsLong();
    Long before = fullAt.get(update.chatKey());
    long ahead = growthNanos + (before == null ? 0 : Math.max(0, before - now));
    // The meter does not run away from somebody who goes on and on.
    fullAt.put(update.chatKey(), now + Math.min(ahead, 2 * unaskedNanos));
    return ahead > unaskedNanos;
  }

  /** Asks; afterwards the update may run. Never fails, and payments are never limited. */
  Future<Void> ask(PendingUpdate update) {
    Optional<Received> received = reader.readable(update);
    if (received.isEmpty() || reader.nature(update) == Crowd.Nature.PAYMENT) {
      verdicts.put(update.updateId(), true);
      return Future.succeededFuture();
    }
    return limiter
        .take(limit, String.valueOf(received.get().person().id()))
        .map(
            permit -> {
              verdicts.put(update.updateId(), permit.allowed());
              return null;
            });
  }

  /** Whether it gets no more than a word that it came too fast. */
  boolean isTooFast(PendingUpdate update) {
    return !verdicts.isEmpty() && !verdicts.getOrDefault(update.updateId(), true);
  }

  /** The update is over. */
  void forget(int updateId) {
    verdicts.remove(updateId);
  }
}

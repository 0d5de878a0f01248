package trt.redis;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The buckets of this node, for the time without Redis. The least used are forgotten: full. */
final class LocalBuckets {
  private static final long NANOS_PER_MICRO = 1_000;
  private static final int MOST = 10_000;
  private static final float LOAD = 0.75f;

  private final LongSupplier nanoTime;
  private final Map<String, Long> fullAt =
      new LinkedHashMap<>(16, LOAD, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MOST;
        }
      };

  LocalBuckets(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The same sum as {@code take-token.lua}, on this machine's monotonic clock. */
  synchronized Permit take(String key, RateLimit limit) {
    long now = nanoTime.getAsLong() / NANOS_PER_MICRO;
    long growth = limit.growthMicros();
    long full = Math.max(now, fullAt.getOrDefault(key, now));
    long wait = full + growth - now - growth * limit.burst();
    if (wait <= 0) {
      fullAt.put(key, full + growth);
    }
    return Permit.after(wait);
  }
}

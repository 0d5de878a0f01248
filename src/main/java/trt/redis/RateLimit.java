package trt.redis;

import java.time.Duration;

/**
 * How often something may happen: a bucket that holds some tokens and grows new ones evenly.
 *
 * @param name part of the key in Redis
 * @param burst tokens of a full bucket: what may happen at once
 * @param tokens how many grow in the time
 * @param per the time; at least a microsecond a token
 */
public record RateLimit(String name, int burst, int tokens, Duration per) {
  private static final long NANOS_PER_MICRO = 1_000;

  /** Refuses limits under which nothing, or everything, could happen. */
  public RateLimit {
    if (burst < 1 || tokens < 1 || per.toNanos() / NANOS_PER_MICRO / tokens < 1) {
      throw new IllegalArgumentException(
          "limit %s needs a burst and tokens, was %d, %d per %s"
              .formatted(name, burst, tokens, per));
    }
  }

  /** Microseconds in which one token grows. */
  long growthMicros() {
    return per.toNanos() / NANOS_PER_MICRO / tokens;
  }
}

package trt.redis;

import java.time.Duration;

/**
 * Whether something may happen now.
 *
 * @param retryAfter when it would be worth asking again; zero if allowed
 */
public record Permit(boolean allowed, Duration retryAfter) {
  private static final long NANOS_PER_MICRO = 1_000;

  static Permit after(long micros) {
    return new Permit(micros <= 0, Duration.ofNanos(Math.max(0, micros) * NANOS_PER_MICRO));
  }
}

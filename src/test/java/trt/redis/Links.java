package trt.redis;

import static trt.testing.TestVertx.vertx;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import trt.config.RedisConfig;
import trt.config.Secret;

/** Links to test servers, and what they counted. */
final class Links {
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  RedisLink to(String url) {
    return to(url, Duration.ofMillis(500));
  }

  RedisLink to(String url, Duration commandTimeout) {
    return new RedisLink(vertx(), new RedisConfig(Secret.of(url), 2, 64, commandTimeout), registry);
  }

  /** The value of {@code trt_redis_calls_total}. */
  int counted(String operation, String outcome) {
    Counter counter =
        registry.find("trt.redis.calls").tags("operation", operation, "outcome", outcome).counter();
    return counter == null ? 0 : (int) counter.count();
  }
}

package trt.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** {@code trt_redis_calls_total{operation,outcome}}. */
record RedisMeters(MeterRegistry registry) {
  void count(String operation, CallOutcome outcome) {
    Counter.builder("trt.redis.calls")
        .description("Calls to Redis")
        .tag("operation", operation)
        .tag("outcome", outcome.label())
        .register(registry)
        .increment();
  }
}

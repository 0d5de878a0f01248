package trt.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import ch.qos.logback.classic.Level;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import trt.testing.Await;
import trt.testing.LogCapture;
import trt.testing.TestRedis;

class RateLimiterTest {
  /** Grows too slowly to matter within a test. */
  private static final RateLimit HOURLY = new RateLimit("test", 3, 3, Duration.ofHours(1));

  private final Links links = new Links();

  @Test
  void allowsTheBurstAndThenSaysHowLongToWait() {
    try (TestRedis redis = TestRedis.start()) {
      RedisLink link = links.to(redis.uri());
      RateLimiter limiter = new RateLimiter(link, "trt:", System::nanoTime);

      for (int i = 0; i < 3; i++) {
        assertEquals(new Permit(true, Duration.ZERO), get(limiter.take(HOURLY, "7")));
      }
      Permit refused = get(limiter.take(HOURLY, "7"));

      assertFalse(refused.allowed());
      assertTrue(refused.retryAfter().compareTo(Duration.ofMinutes(19)) > 0, refused::toString);
      assertTrue(refused.retryAfter().compareTo(Duration.ofMinutes(20)) <= 0, refused::toString);
      assertTrue(get(limiter.take(HOURLY, "8")).allowed());
      assertEquals(5, links.counted("limit", "ok"));
      get(link.close());
    }
  }

  @Test
  void countsOverAllNodes() {
    try (TestRedis redis = TestRedis.start()) {
      List<RedisLink> nodes = List.of(links.to(redis.uri()), links.to(redis.uri()));
      List<Future<Permit>> asked = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        RateLimiter limiter = new RateLimiter(nodes.get(i % 2), "trt:", System::nanoTime);
        asked.add(limiter.take(HOURLY, "7"));
      }

      assertEquals(3, asked.stream().filter(permit -> get(permit).allowed()).count());
      nodes.forEach(link -> get(link.close()));
    }
  }

  @Test
  void growsTokensWithTheServersClock() {
    try (TestRedis redis = TestRedis.start()) {
      RedisLink link = links.to(redis.uri());
      RateLimiter limiter = new RateLimiter(link, "trt:", System::nanoTime);
      RateLimit limit = new RateLimit("quick", 1, 5, Duration.ofSeconds(1));
      assertTrue(get(limiter.take(limit, "7")).allowed());
      Permit refused = get(limiter.take(limit, "7"));
      assertFalse(refused.allowed());
      assertTrue(refused.retryAfter().compareTo(Duration.ofMillis(200)) <= 0);

      get(vertx().timer(refused.retryAfter().toMillis() + 1));

      assertTrue(get(limiter.take(limit, "7")).allowed());
      get(link.close());
    }
  }

  @Test
  void leavesNoKeyBehindOnceTheBucketIsFull() {
    try (TestRedis redis = TestRedis.start()) {
      RedisLink link = links.to(redis.uri());
      RateLimiter limiter = new RateLimiter(link, "trt:", System::nanoTime);
      assertTrue(get(limiter.take(HOURLY, "7")).allowed());
      Redis client = Redis.createClient(vertx(), redis.uri());

      Response answer = get(client.send(Request.cmd(Command.PTTL).arg("trt:test:7")));
      long left = Long.parseLong(String.valueOf(answer));

      assertTrue(left > 0 && left <= Duration.ofMinutes(20).toMillis(), () -> "ttl " + left);
      get(client.close());
      get(link.close());
    }
  }

  @Test
  void survivesAServerThatForgotItsScripts() {
    try (TestRedis redis = TestRedis.start()) {
      RedisLink link = links.to(redis.uri());
      RateLimiter limiter = new RateLimiter(link, "trt:", System::nanoTime);
      assertTrue(get(limiter.take(HOURLY, "7")).allowed());
      Redis client = Redis.createClient(vertx(), redis.uri());
      get(client.send(Request.cmd(Command.SCRIPT).arg("FLUSH")));

      assertTrue(get(limiter.take(HOURLY, "7")).allowed());

      assertEquals(2, links.counted("limit", "ok"));
      get(client.close());
      get(link.close());
    }
  }

  @Test
  void closesNoBucketForLongWhenTheServersClockJumpsBack() {
    try (TestRedis redis = TestRedis.start()) {
      RedisLink link = links.to(redis.uri());
      RateLimiter limiter = new RateLimiter(link, "trt:", System::nanoTime);
      Redis client = Redis.createClient(vertx(), redis.uri());
      get(client.send(Request.cmd(Command.SET).arg("trt:test:7").arg("9000000000000000")));

      Permit refused = get(limiter.take(HOURLY, "7"));

      assertEquals(new Permit(false, Duration.ofMinutes(20)), refused);
      get(client.close());
      get(link.close());
    }
  }

  @Test
  void countsForItselfWhileRedisIsAwayAndTogetherAgainAfterwards() {
    try (LogCapture quiet = LogCapture.of(RedisLink.class)) {
      TestRedis redis = TestRedis.start();
      RedisLink link = links.to(redis.uri(), Duration.ofMillis(300));
      RateLimiter limiter = new RateLimiter(link, "trt:", System::nanoTime);
      assertTrue(get(limiter.take(HOURLY, "7")).allowed());
      redis.close();

      for (int i = 0; i < 3; i++) {
        assertTrue(get(limiter.take(HOURLY, "7")).allowed());
      }
      assertFalse(get(limiter.take(HOURLY, "7")).allowed());
      assertTrue(get(limiter.take(HOURLY, "8")).allowed());
      assertEquals(1, links.counted("limit", "ok"));

      try (TestRedis again = TestRedis.start(redis.port())) {
        Await.until(
            () -> {
              Permit unused = get(limiter.take(HOURLY, again.uri()));
              return unused != null && links.counted("limit", "ok") > 1;
            });
      }
      assertTrue(quiet.atLeast(Level.WARN).size() <= 1);
      get(link.close());
    }
  }

  @Test
  void countsForItselfWithoutAnAddress() {
    try (LogCapture quiet = LogCapture.of(RedisLink.class)) {
      AtomicLong nanos = new AtomicLong();
      RateLimiter limiter = new RateLimiter(links.to(""), "trt:", nanos::get);

      for (int i = 0; i < 3; i++) {
        assertTrue(get(limiter.take(HOURLY, "7")).allowed());
      }
      assertEquals(new Permit(false, Duration.ofMinutes(20)), get(limiter.take(HOURLY, "7")));

      nanos.set(Duration.ofMinutes(20).toNanos());
      assertTrue(get(limiter.take(HOURLY, "7")).allowed());
      assertFalse(get(limiter.take(HOURLY, "7")).allowed());
      assertEquals(1, quiet.atLeast(Level.WARN).size());
    }
  }

  @Test
  void remembersOnlySoManyLocalBuckets() {
    LocalBuckets buckets = new LocalBuckets(() -> 0);
    RateLimit single = new RateLimit("single", 1, 1, Duration.ofHours(1));
    assertTrue(buckets.take("first", single).allowed());
    assertFalse(buckets.take("first", single).allowed());

    for (int i = 0; i < 10_000; i++) {
      assertTrue(buckets.take("other" + i, single).allowed());
    }

    assertTrue(buckets.take("first", single).allowed());
  }

  @Test
  void refusesLimitsThatMakeNoSense() {
    assertThrows(
        IllegalArgumentException.class, () -> new RateLimit("x", 0, 1, Duration.ofSeconds(1)));
    assertThrows(
        IllegalArgumentException.class, () -> new RateLimit("x", 1, 0, Duration.ofSeconds(1)));
    assertThrows(
        IllegalArgumentException.class, () -> new RateLimit("x", 1, 10, Duration.ofNanos(1)));
  }
}

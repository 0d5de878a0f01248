package trt.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.failure;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import ch.qos.logback.classic.Level;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.testing.Await;
import trt.testing.LogCapture;
import trt.testing.TestRedis;

class RedisLinkTest {
  private final Links links = new Links();
  private final LogCapture log = LogCapture.of(RedisLink.class);

  @AfterEach
  void release() {
    log.close();
  }

  @Test
  void measuresTheRoundTrip() {
    try (TestRedis redis = TestRedis.start()) {
      RedisLink link = links.to(redis.uri());

      assertTrue(get(link.ping()).compareTo(Duration.ZERO) > 0);

      assertTrue(link.isUp());
      assertEquals(1, links.counted("ping", "ok"));
      get(link.close());
    }
  }

  @Test
  void failsAtOnceAndWarnsOnceWithoutAnAddress() {
    RedisLink link = links.to("");

    failure(RedisUnavailable.class, link.ping());
    failure(RedisUnavailable.class, link.ping());

    assertFalse(link.isConfigured());
    assertFalse(link.isUp());
    assertEquals(1, log.atLeast(Level.WARN).size());
    get(link.close());
  }

  @Test
  void warnsOnceWhenRedisGoesAndSaysWhenItIsBack() {
    TestRedis redis = TestRedis.start();
    RedisLink link = links.to(redis.uri());
    get(link.ping());
    redis.close();

    Await.until(
        () -> {
          failure(RedisUnavailable.class, link.ping());
          return !link.isUp();
        });
    for (int i = 0; i < 20; i++) {
      failure(RedisUnavailable.class, link.ping());
    }
    assertEquals(1, log.atLeast(Level.WARN).size());
    assertTrue(links.counted("ping", "away") > 0);

    try (TestRedis again = TestRedis.start(redis.port())) {
      Await.until(() -> get(link.ping().map(true).otherwise(false)));
      assertTrue(link.isUp());
      assertEquals("redis://127.0.0.1:" + redis.port(), again.uri());
    }
    Await.until(() -> messages().contains("Redis is back"));
    get(link.close());
  }

  @Test
  void endsEveryCallWithinTheLimitWhenTheServerIsFrozenAndRecovers() {
    try (TestRedis redis = TestRedis.start()) {
      RedisLink link = links.to(redis.uri(), Duration.ofMillis(100));
      get(link.ping());
      Future<?> frozen =
          link.call(
              "freeze", client -> client.send(Request.cmd(Command.DEBUG).arg("SLEEP").arg("0.7")));

      failure(RedisUnavailable.class, frozen);
      failure(RedisUnavailable.class, link.ping());
      assertEquals(1, links.counted("freeze", "timeout"));
      assertEquals(1, links.counted("ping", "timeout"));

      Await.until(() -> get(link.ping().map(true).otherwise(false)));
      get(link.close());
    }
  }

  @Test
  void refusesMoreCallsThanMayWaitWithoutCallingItAnOutage() {
    try (TestRedis redis = TestRedis.start()) {
      RedisLink link = links.to(redis.uri(), Duration.ofSeconds(10));
      List<Future<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        calls.add(link.ping().map(true).otherwise(false));
      }

      long answered = calls.stream().filter(call -> get(call)).count();

      assertTrue(answered >= 64, () -> "answered " + answered);
      assertEquals(500 - answered, links.counted("ping", "busy"));
      assertTrue(link.isUp());
      get(link.ping());
      get(link.close());
    }
  }

  @Test
  void neverShowsThePassword() {
    IllegalArgumentException unreadable =
        assertThrows(
            IllegalArgumentException.class,
            () -> links.to("redis://user:topsecret@host name:6379"));
    assertFalse(String.valueOf(unreadable).contains("topsecret"));

    RedisLink nobody = links.to("redis://:topsecret@127.0.0.1:1");
    RedisUnavailable refused = failure(RedisUnavailable.class, nobody.ping());
    assertEquals("Redis ping: error", refused.getMessage());
    get(nobody.close());
  }

  @Test
  void isRefusedByAServerThatWantsAnotherPassword() {
    try (TestRedis redis = TestRedis.start()) {
      RedisLink plain = links.to(redis.uri());
      get(
          plain.call(
              "setup",
              client ->
                  client.send(
                      Request.cmd(Command.CONFIG).arg("SET").arg("requirepass").arg("right"))));
      RedisLink wrong = links.to("redis://:wrong@127.0.0.1:" + redis.port());
      RedisLink right = links.to("redis://:right@127.0.0.1:" + redis.port());

      failure(RedisUnavailable.class, wrong.ping());
      get(right.ping());

      get(Future.join(plain.close(), wrong.close(), right.close()));
    }
  }

  @Test
  void checksTheCertificateOfATlsServer() {
    try (TestRedis redis = TestRedis.start();
        TlsFront front = TlsFront.before(vertx(), redis.port())) {
      RedisLink link = links.to("rediss://localhost:" + front.port(), Duration.ofSeconds(10));

      RedisUnavailable untrusted = failure(RedisUnavailable.class, link.ping());

      assertEquals("Redis ping: error", untrusted.getMessage());
      Await.until(() -> front.refusedHandshakes() > 0);
      get(link.close());
    }
  }

  private List<String> messages() {
    return log.atLeast(Level.INFO).stream().map(event -> event.getMessage()).toList();
  }
}

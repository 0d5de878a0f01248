package trt.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import trt.domain.inbox.PendingUpdate;
import trt.redis.RateLimiter;
import trt.redis.RedisLink;
import trt.testing.Await;
import trt.testing.MigratedPostgres;
import trt.testing.TestRedis;

/** People who are too fast are asked to wait, whatever becomes of Redis. */
class ThrottleTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void withoutRedisWhatIsTooFastGetsOneWordToWaitAndNobodyElseDoes() {
    isLimitedVisiblyOnce("");
  }

  @Test
  void withRedisToo() {
    try (TestRedis redis = TestRedis.start()) {
      isLimitedVisiblyOnce(redis.uri());
    }
  }

  @Test
  void aRedisThatIsGoneChangesNothing() {
    TestRedis redis = TestRedis.start();
    redis.close();
    isLimitedVisiblyOnce(redis.uri());
  }

  @Test
  void aRedisThatLiesMeansAtMostAWordToWaitForThoseWhoAreFast() {
    try (TestRedis redis = TestRedis.start();
        RoutingBench bench = bench(redis.uri())) {
      bench.setInRedis("trt:person:5", String.valueOf(Long.MAX_VALUE));
      bench.setInRedis("trt:person:6", "no number");
      bench.start(1);
      flood(bench);

      assertEquals(1, bench.rows("outbox where body like '%That was very fast%' and chat_key = 5"));
      assertTrue(bench.answered(5).size() >= 5);
      assertEquals(List.of(100), bench.answered(6));
    }
  }

  @Test
  void aPressThatCameTooFastStopsSpinningAndHasNoEffect() {
    try (RoutingBench bench = bench("")) {
      bench.start(1);
      bench.arrive(bench.text(1, 5, "/start"));
      Await.until(bench::idle);
      List<PendingUpdate> presses = new ArrayList<>();
      for (int id = 11; id <= 40; id++) {
        presses.add(bench.press(id, 5, "balance"));
      }
      bench.arrive(presses.toArray(PendingUpdate[]::new));
      Await.until(bench::idle, LONG);

      assertEquals(30, bench.rows("outbox where method = 'answerCallbackQuery'"));
      long told = bench.rows("outbox where body like '%Please wait a few seconds%'");
      assertTrue(told >= 18, () -> told + " were told to wait");
      assertEquals(30 - told, bench.rows("outbox where method = 'editMessageText'"));
    }
  }

  @Test
  void whoIsNotFastIsNeverAskedAboutAndAPaymentIsNeverTooFast() {
    try (RoutingBench bench = bench("")) {
      AtomicLong nanos = new AtomicLong();
      RedisLink away =
          new RedisLink(vertx(), bench.postgres.config().redis(), new SimpleMeterRegistry());
      Throttle throttle =
          new Throttle(
              new UpdateReader(trt.domain.inbox.Myself.unnamed(700)),
              new RateLimiter(away, "trt:", nanos::get),
              bench.postgres.config().routing(),
              nanos::get);
      for (int id = 1; id <= 100; id++) {
        assertFalse(throttle.mustAsk(bench.text(id, 5, "/help")));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
      }
      int refused = 0;
      for (int id = 101; id <= 150; id++) {
        PendingUpdate update = bench.text(id, 5, "/help");
        if (throttle.mustAsk(update)) {
          get(throttle.ask(update));
          refused += throttle.isTooFast(update) ? 1 : 0;
          assertFalse(throttle.mustAsk(update), "once is enough");
        }
      }
      assertEquals(40, refused);
      PendingUpdate payment = bench.payment(151, 5);
      assertTrue(throttle.mustAsk(payment));
      get(throttle.ask(payment));
      assertFalse(throttle.isTooFast(payment));

      nanos.addAndGet(Duration.ofSeconds(30).toNanos());
      assertFalse(throttle.mustAsk(bench.text(152, 5, "/help")), "forgiven after a while");
    }
  }

  /** The same whatever Redis is. */
  private static void isLimitedVisiblyOnce(String redis) {
    try (RoutingBench bench = bench(redis)) {
      bench.start(1);
      flood(bench);

      List<Integer> answered = bench.answered(5);
      int told = answered.get(answered.size() - 1);
      assertEquals(1, bench.rows("outbox where body like '%That was very fast%'"));
      assertEquals(1, bench.rows("outbox where dedupe like 'w:%:" + told + "'"));
      // Ten at once, and those whose turn came while the others were answered.
      assertTrue(answered.size() > 10 && answered.size() < 25, answered::toString);
      assertEquals(List.of(100), bench.answered(6));
    }
  }

  private static void flood(RoutingBench bench) {
    List<PendingUpdate> flood = new ArrayList<>();
    for (int id = 1; id <= 45; id++) {
      flood.add(bench.text(id, 5, "/help"));
    }
    flood.add(bench.text(100, 6, "/help"));
    bench.arrive(flood.toArray(PendingUpdate[]::new));
    Await.until(bench::idle, LONG);
  }

  private static RoutingBench bench(String redis) {
    List<Object> settings =
        new ArrayList<>(
            List.of(
                "routing.sweepEvery",
                "100ms",
                "routing.personBurst",
                10,
                "routing.personPerSecond",
                1,
                "routing.waitNoticeEvery",
                "1h"));
    if (!redis.isEmpty()) {
      settings.addAll(List.of("redis.url", redis));
    }
    return new RoutingBench(MigratedPostgres.fresh(settings.toArray()));
  }
}

package trt.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import ch.qos.logback.classic.Level;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.testing.Await;
import trt.testing.LogCapture;
import trt.testing.TestRedis;

class HintsTest {
  private static final String CHANNEL = "trt:test:hints";

  private final Links links = new Links();
  private final List<RedisLink> opened = new ArrayList<>();
  private final List<Hints> speaking = new ArrayList<>();
  private final List<Integer> heard = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    speaking.forEach(hints -> get(hints.close()));
    opened.forEach(link -> get(link.close()));
  }

  @Test
  void tellsTheOtherNodesAndNotItself() {
    try (TestRedis redis = TestRedis.start()) {
      List<Integer> heardByItself = new CopyOnWriteArrayList<>();
      Hints one = node(redis, "one");
      Hints two = node(redis, "two");
      one.listen(heardByItself::add);
      two.listen(heard::add);
      Await.until(() -> one.isListening() && two.isListening());

      one.tell(7);
      Await.until(() -> heard.contains(7));
      two.tell(9);
      Await.until(() -> heardByItself.contains(9));

      assertEquals(List.of(7), heard);
      assertEquals(List.of(9), heardByItself);
      assertEquals(2, links.counted("publish", "ok"));
    }
  }

  @Test
  void tellsABurstTogether() {
    try (TestRedis redis = TestRedis.start()) {
      Hints one = node(redis, "one");
      Hints two = node(redis, "two");
      two.listen(heard::add);
      Await.until(two::isListening);

      for (int i = 0; i < 10_000; i++) {
        one.tell(i % 256);
      }

      Set<Integer> all = IntStream.range(0, 256).boxed().collect(Collectors.toSet());
      Await.until(() -> Set.copyOf(heard).equals(all));
      int published = links.counted("publish", "ok");
      assertTrue(published < 1_000, () -> published + " messages for 10000 hints");
    }
  }

  @Test
  void tellsTheLastHintOfABurst() {
    try (TestRedis redis = TestRedis.start()) {
      Hints one = node(redis, "one");
      Hints two = node(redis, "two");
      two.listen(heard::add);
      Await.until(two::isListening);

      one.tell(1);
      one.tell(2);

      Await.until(() -> heard.contains(2));
      assertEquals(List.of(1, 2), heard);
    }
  }

  @Test
  void ignoresWhatItDoesNotUnderstand() {
    try (TestRedis redis = TestRedis.start()) {
      Hints two = node(redis, "two");
      two.listen(heard::add);
      Await.until(two::isListening);
      Redis stranger = Redis.createClient(vertx(), redis.uri());

      for (String payload :
          List.of("", "one", "one ", "one x", "one 1,,2", "one 99999999999", "one 5")) {
        get(stranger.send(Request.cmd(Command.PUBLISH).arg(CHANNEL).arg(payload)));
      }

      Await.until(() -> heard.contains(5));
      assertEquals(List.of(5), heard);
      get(stranger.close());
    }
  }

  @Test
  void subscribesAgainAfterRedisWasGone() {
    try (LogCapture log = LogCapture.of(Subscription.class);
        LogCapture quiet = LogCapture.of(RedisLink.class)) {
      TestRedis redis = TestRedis.start();
      Hints one = node(redis, "one");
      Hints two = node(redis, "two");
      two.listen(heard::add);
      Await.until(two::isListening);
      int before = log.atLeast(Level.WARN).size();

      redis.close();
      Await.until(() -> !two.isListening());
      one.tell(1);
      assertTrue(get(vertx().timer(300).map(true)));

      try (TestRedis again = TestRedis.start(redis.port())) {
        Await.until(two::isListening);
        Await.until(
            () -> {
              one.tell(3);
              return heard.contains(3);
            });
        assertFalse(again.uri().isEmpty());
        // Before this server goes as well: that would be another outage with a warning of its own.
        assertEquals(before + 1, log.atLeast(Level.WARN).size());
      }
      assertTrue(quiet.atLeast(Level.WARN).size() <= 1);
    }
  }

  @Test
  void subscribesAgainWhenItsConnectionIsKilled() {
    try (TestRedis redis = TestRedis.start();
        LogCapture log = LogCapture.of(Subscription.class)) {
      Hints two = node(redis, "two");
      two.listen(heard::add);
      Await.until(two::isListening);
      Redis stranger = Redis.createClient(vertx(), redis.uri());

      get(stranger.send(Request.cmd(Command.CLIENT).arg("KILL").arg("TYPE").arg("pubsub")));
      Await.until(() -> !log.atLeast(Level.WARN).isEmpty());
      Await.until(two::isListening);

      node(redis, "one").tell(4);
      Await.until(() -> heard.contains(4));
      get(stranger.close());
    }
  }

  @Test
  void findsRedisThatComesLater() {
    try (LogCapture quiet = LogCapture.of(Subscription.class)) {
      TestRedis first = TestRedis.start();
      first.close();
      Hints two = node(first, "two");
      two.listen(heard::add);
      Await.until(() -> !quiet.atLeast(Level.WARN).isEmpty());

      try (TestRedis later = TestRedis.start(first.port())) {
        Await.until(two::isListening);
        node(later, "one").tell(6);
        Await.until(() -> heard.contains(6));
      }
    }
  }

  @Test
  void hearsNothingAfterClosing() {
    try (TestRedis redis = TestRedis.start()) {
      Hints one = node(redis, "one");
      Hints two = node(redis, "two");
      Hints three = node(redis, "three");
      List<Integer> heardByThree = new CopyOnWriteArrayList<>();
      two.listen(heard::add);
      three.listen(heardByThree::add);
      Await.until(() -> two.isListening() && three.isListening());

      get(two.close());
      one.tell(8);

      Await.until(() -> heardByThree.contains(8));
      assertTrue(heard.isEmpty());
      assertFalse(two.isListening());
    }
  }

  @Test
  void doesNothingWithoutAnAddress() {
    try (LogCapture quiet = LogCapture.of(RedisLink.class)) {
      RedisLink link = links.to("");
      Hints hints = new Hints(vertx(), link, CHANNEL, "one");

      hints.listen(heard::add);
      hints.tell(1);

      get(hints.close());
      assertFalse(hints.isListening());
      assertEquals(0, links.counted("publish", "away"));
      assertEquals(1, quiet.atLeast(Level.WARN).size());
    }
  }

  private Hints node(TestRedis redis, String name) {
    RedisLink link = links.to(redis.uri(), Duration.ofMillis(300));
    Hints hints = new Hints(vertx(), link, CHANNEL, name);
    opened.add(link);
    speaking.add(hints);
    return hints;
  }
}

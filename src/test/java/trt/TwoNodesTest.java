package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.testing.TestVertx.get;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import trt.playground.telegram.EmulatedUser;
import trt.testing.Await;
import trt.testing.MigratedPostgres;
import trt.testing.TestRedis;

/** Two nodes of one bot: Telegram posts to the first, and both work. */
class TwoNodesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void whatOneNodeTakesInTheOtherAnswersAtOnceWhenRedisTellsIt() {
    try (TestRedis redis = TestRedis.start();
        // With an hour between sweeps nothing but a hint can bring an answer.
        TestBot bot = TestBot.start("redis.url", redis.uri(), "routing.sweepEvery", "1h");
        TestBot.Node second = bot.join()) {
      awaitDivision(bot, second);

      everybodyIsAnswered(bot, 2_000);

      assertEquals(2, nodes(bot));
    }
  }

  @Test
  void withoutRedisTheSweepFindsWhatTheOtherNodeTookIn() {
    try (TestBot bot = TestBot.start();
        TestBot.Node second = bot.join()) {
      awaitDivision(bot, second);

      everybodyIsAnswered(bot, 3_000);

      assertEquals(2, nodes(bot));
    }
  }

  @Test
  void theChatsOfANodeThatLeavesAreAnsweredByTheOther() {
    try (TestBot bot = TestBot.start("leases.ttl", "1h")) {
      TestBot.Node leaves = bot.join();
      awaitDivision(bot, leaves);

      leaves.close();

      // A lease of an hour was given back, not left to expire.
      Await.until(() -> held(bot) == 256 && nodes(bot) == 1, PATIENCE);
      everybodyIsAnswered(bot, 4_000);
    }
  }

  private static void everybodyIsAnswered(TestBot bot, long firstId) {
    LongStream.range(firstId, firstId + 20)
        .mapToObj(id -> bot.user(id, "User" + id, "en"))
        .forEach(user -> get(user.sends("/start")));
    LongStream.range(firstId, firstId + 20)
        .mapToObj(id -> bot.user(id, "User" + id, "en"))
        .forEach(TwoNodesTest::isAnswered);
  }

  private static void isAnswered(EmulatedUser user) {
    assertEquals(
        "en",
        get(user.sees("I turn words into pictures"))
            .getJsonObject("from")
            .getString("language_code", "en"));
  }

  private static void awaitDivision(TestBot bot, TestBot.Node second) {
    assertTrue(second.app().publicPort() > 0);
    Await.until(
        () ->
            number(bot, "SELECT count(*) FROM shard_lease WHERE owner IS NOT NULL") == 256
                && number(bot, "SELECT count(DISTINCT owner) FROM shard_lease") == 2,
        PATIENCE);
  }

  private static long held(TestBot bot) {
    return number(bot, "SELECT count(*) FROM shard_lease WHERE owner IS NOT NULL");
  }

  private static long nodes(TestBot bot) {
    return number(bot, "SELECT count(*) FROM node");
  }

  private static long number(TestBot bot, String sql) {
    return MigratedPostgres.look(bot.database(), sql);
  }
}

package trt.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All nodes together stay under Telegram's limit in every second. */
class BotBudgetTest {
  private static final long MILLI = 1_000_000;

  private final Hand clock = new Hand();

  /** A clock that a test turns. */
  private static final class Hand implements TimeMeter {
    private long nanos = 1;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 16})
  void noSecondOfAllNodesTogetherHasMoreThanThirtyMessages(int nodes) {
    List<BotBudget> budgets = IntStream.range(0, nodes).mapToObj(i -> budget(1.0 / nodes)).toList();
    pass(5_000); // whatever can be saved up is saved up
    List<Long> sent = new ArrayList<>();
    for (int ms = 0; ms < 20_000; ms++) {
      for (BotBudget budget : budgets) {
        while (budget.take()) {
          sent.add(clock.nanos);
        }
      }
      pass(1);
    }

    int room = Math.max(28, Math.min(30, 25 + nodes));
    assertTrue(most(sent) <= room, nodes + " nodes: " + most(sent) + " in a second");
    // A node can save up no less than a message: many nodes pay for that with some of the rate.
    int steady = Math.min(25, 28 - nodes) - 1;
    assertTrue(sent.size() >= 20 * steady, nodes + " nodes: " + sent.size() / 20 + " a second");
  }

  @Test
  void whatWasHeldUpOnItsWayDoesNotGoOutInAHeap() {
    BotBudget budget = budget(1);
    List<Long> sent = new ArrayList<>();
    for (int ms = 0; ms < 5_000; ms++) {
      while (budget.take()) {
        long heldUntil = (clock.nanos / (700 * MILLI) + 1) * 700 * MILLI;
        sent.add(heldUntil);
      }
      pass(1);
    }
    assertTrue(most(sent) > 30, "the test holds nothing up");

    clock.nanos = 1;
    BotBudget spaced = budget(1);
    List<Long> departed = new ArrayList<>();
    int taken = 0;
    for (int ms = 0; ms < 5_000; ms++) {
      while (spaced.take()) {
        taken++;
      }
      if (ms % 700 == 699) {
        for (; taken > 0; taken--) {
          departed.add(clock.nanos + spaced.departNanos());
        }
      }
      pass(1);
    }
    assertTrue(most(departed) <= 28, most(departed) + " in a second");
    assertTrue(departed.size() >= 110, departed.size() + " in 5 s");
  }

  @Test
  void sharesThatComeAndGoDoNotMakeABurst() {
    BotBudget budget = budget(0.5);
    List<Long> sent = new ArrayList<>();
    for (int ms = 0; ms < 5_000; ms++) {
      budget.resize(ms % 2 == 0 ? 0.5 : 1);
      while (budget.take()) {
        sent.add(clock.nanos);
      }
      pass(1);
    }
    assertTrue(most(sent) <= 30, most(sent) + " in a second");
  }

  @Test
  void aPauseStopsEverythingAndIsNotShortenedByAnother() {
    BotBudget budget = budget(1);
    budget.pause(Duration.ofSeconds(10));
    budget.pause(Duration.ofSeconds(1));
    pass(9_999);
    assertFalse(budget.take());
    assertTrue(budget.waitNanos() > 0);
    pass(1);
    assertTrue(budget.take());
  }

  @Test
  void twoThrottledChatsAreTheirOwnTroubleThreeAreTheBots() {
    BotBudget budget = budget(1);
    assertFalse(budget.throttled(1, Duration.ofSeconds(3)));
    assertFalse(budget.throttled(1, Duration.ofSeconds(3)));
    assertFalse(budget.throttled(2, Duration.ofSeconds(3)));
    assertTrue(budget.take());
    assertTrue(budget.throttled(3, Duration.ofSeconds(3)));
    assertEquals(Duration.ofSeconds(3).toNanos(), budget.pausedNanos());
  }

  private BotBudget budget(double part) {
    BotBudget budget = new BotBudget(25, clock);
    budget.resize(part);
    return budget;
  }

  private void pass(long millis) {
    clock.nanos += millis * MILLI;
  }

  /** Most messages in any window of a second. */
  static int most(List<Long> sent) {
    int most = 0;
    int from = 0;
    for (int to = 0; to < sent.size(); to++) {
      while (sent.get(to) - sent.get(from) >= 1_000 * MILLI) {
        from++;
      }
      most = Math.max(most, to - from + 1);
    }
    return most;
  }
}

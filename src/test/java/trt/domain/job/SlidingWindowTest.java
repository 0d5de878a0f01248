package trt.domain.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A limit that holds for ANY stretch of time, not for every other one. */
class SlidingWindowTest {
  private static final long LENGTH = Duration.ofSeconds(10).toNanos();

  @Test
  void noStretchOfItsLengthHoldsMoreThanTheLimit() {
    Random random = new Random(7);
    SlidingWindow window = new SlidingWindow(Duration.ofNanos(LENGTH));
    List<Long> taken = new ArrayList<>();
    long now = -5; // a monotonic clock may begin anywhere
    for (int i = 0; i < 5_000; i++) {
      now += (long) (random.nextDouble() * LENGTH / 20);
      if (window.left(now, 18) > 0) {
        window.take(now, 1);
        taken.add(now);
      }
    }
    for (int i = 18; i < taken.size(); i++) {
      assertTrue(taken.get(i) - taken.get(i - 18) >= LENGTH);
    }
    assertTrue(taken.size() > 2_200, "and it is used to the full: " + taken.size());
  }

  @Test
  void aSmallerShareCountsWhatTheLargerOneTook() {
    SlidingWindow window = new SlidingWindow(Duration.ofNanos(LENGTH));
    window.take(0, 12);
    assertEquals(6, window.left(1, 18));
    assertEquals(0, window.left(1, 9));
    assertEquals(9, window.left(LENGTH, 9));
  }
}

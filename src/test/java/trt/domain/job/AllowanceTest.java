package trt.domain.job;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Allowance allowance = new Allowance(Duration.ofSeconds(12), Duration.ofSeconds(1));

  @Test
  void theShareMayBeAskedForAtOnce() {
    assertEquals(9, allowance.left(0, 9));
    allowance.note(0, 4, false, 9);
    assertEquals(5, allowance.left(0, 9));
  }

  @Test
  void pastTheShareItIsOneInAWhile() {
    allowance.note(0, 9, false, 9);
    assertEquals(0, allowance.left(SECOND - 1, 9));
    assertEquals(1, allowance.left(SECOND, 9));
    allowance.note(SECOND, 1, false, 9);
    assertEquals(0, allowance.left(2 * SECOND - 1, 9));
    assertEquals(1, allowance.left(2 * SECOND, 9));
  }

  @Test
  void whoWasRefusedAsksAgainAfterAWhile() {
    allowance.note(0, 1, true, 9);
    assertEquals(0, allowance.left(SECOND - 1, 9));
    assertEquals(8, allowance.left(SECOND, 9));
  }

  @Test
  void theShareComesBackWithTheWindow() {
    allowance.note(0, 9, false, 9);
    allowance.note(11 * SECOND, 1, false, 9);
    assertEquals(8, allowance.left(12 * SECOND, 9));
  }

  @Test
  void aShareThatShrankIsNoDebt() {
    allowance.note(0, 9, false, 18);
    assertEquals(1, allowance.left(2 * SECOND, 5));
  }
}

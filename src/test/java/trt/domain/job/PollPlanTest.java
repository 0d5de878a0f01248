package trt.domain.job;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PollPlanTest {
  private final PollPlan plan = new PollPlan(ofSeconds(3), ofSeconds(60), ofMinutes(15));

  @Test
  void looksFirstALittleBeforeTheTypicalEnd() {
    assertEquals(ofSeconds(16), plan.firstPause(ofSeconds(20)));
    assertEquals(ofSeconds(3), plan.firstPause(ofSeconds(1)));
    assertEquals(ofSeconds(60), plan.firstPause(ofMinutes(10)));
  }

  @Test
  void pausesGrowWithAgeWithinTheirBounds() {
    assertEquals(ofSeconds(3), plan.nextPause(ofSeconds(5), 0.5));
    assertEquals(ofSeconds(10), plan.nextPause(ofSeconds(100), 0.5));
    assertEquals(ofSeconds(60), plan.nextPause(ofMinutes(60), 0.5));
  }

  @Test
  void jitterSpreadsByAFifth() {
    assertEquals(ofSeconds(8), plan.nextPause(ofSeconds(100), 0));
    Duration latest = plan.nextPause(ofSeconds(100), Math.nextDown(1.0));
    assertTrue(latest.compareTo(ofSeconds(12)) <= 0 && latest.compareTo(ofMillis(11_900)) > 0);
  }

  @Test
  void givesUpAfterTheLimitAndLaterForSlowModels() {
    assertFalse(plan.isOver(ofMinutes(15).minusMillis(1), ofMinutes(1)));
    assertTrue(plan.isOver(ofMinutes(15), ofMinutes(1)));
    assertFalse(plan.isOver(ofMinutes(29), ofMinutes(10)));
    assertTrue(plan.isOver(ofMinutes(30), ofMinutes(10)));
  }

  @Test
  void aWholeJobTakesFewLooks() {
    Duration age = plan.firstPause(ofSeconds(20));
    int looks = 1;
    while (!plan.isOver(age, ofSeconds(90))) {
      age = age.plus(plan.nextPause(age, 0.5));
      looks++;
    }
    assertTrue(looks < 60, "looks: " + looks);
  }
}

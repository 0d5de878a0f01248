package trt.domain.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import trt.domain.job.WaitingLine.Waiting;

/** Who is next, and who is told which place. */
class WaitingLineTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final WaitingLine line = new WaitingLine();

  @Test
  void oneUsersManyJobsDoNotHoldUpAnother() {
    add(1, 100);
    add(2, 100);
    add(3, 100);
    add(4, 200);

    assertEquals(List.of(1L, 4L, 2L, 3L), places());
  }

  @Test
  void peopleTakeTurnsAlsoWhenTheLineIsEmptiedOneByOne() {
    for (int job = 1; job <= 5; job++) {
      add(job, 100);
    }
    List<Long> served = new ArrayList<>();
    served.add(next());
    add(6, 200);
    add(7, 200);
    while (line.size() > 0) {
      served.add(next());
    }

    assertEquals(List.of(1L, 6L, 2L, 7L, 3L, 4L, 5L), served);
  }

  @Test
  void aJobThatWasPutOffKeepsItsPlaceAndIsPassedOver() {
    add(1, 100);
    add(2, 200);
    Waiting first = line.take(1, NOW).get(0);
    line.back(first.until(NOW.plusSeconds(5)));

    assertEquals(List.of(1L, 2L), places());
    assertEquals(2, line.take(2, NOW).get(0).jobId());
    assertEquals(1, line.take(2, NOW.plusSeconds(5)).get(0).jobId());
  }

  @Test
  void aJobIsInLineOnce() {
    add(1, 100);
    add(1, 100);
    assertEquals(List.of(1L), places());
    line.remove(1);
    line.remove(1);
    assertFalse(line.holds(1));
    assertEquals(0, line.size());
  }

  private void add(long job, long user) {
    line.add(job, user, 0, NOW, Instant.EPOCH);
  }

  private long next() {
    Waiting one = line.take(1, NOW).get(0);
    line.served(one);
    return one.jobId();
  }

  private List<Long> places() {
    return line.inOrder().stream().map(Waiting::jobId).toList();
  }
}

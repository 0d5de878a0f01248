package trt.domain.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trt.domain.job.FailReason.FILE_LONGER;
import static trt.domain.job.FailReason.FILE_UNMEASURED;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeewayTest {
  private final Leeway leeway = new Leeway(5, Duration.ofSeconds(2));

  @Test
  void aFileMayBeALittleLongerThanItsSenderSaid() {
    assertEquals(Optional.empty(), objection(60, 65_000));
    assertEquals(Optional.empty(), objection(60, 1_000));
    assertEquals(Optional.of(FILE_LONGER), objection(60, 65_001));
    assertEquals(Optional.of(FILE_LONGER), objection(5, 60_000));
  }

  @Test
  void aFileThatDoesNotTellIsInTheWayOnlyWhereThePriceRestsOnIt() {
    Duration said = Duration.ofSeconds(5);
    assertEquals(Optional.of(FILE_UNMEASURED), leeway.objection(said, Optional.empty(), true));
    assertEquals(Optional.empty(), leeway.objection(said, Optional.empty(), false));
  }

  @Test
  void whereNothingWasSaidNothingCanBeLonger() {
    assertEquals(
        Optional.empty(), leeway.objection(Duration.ZERO, Optional.of(Duration.ofHours(1)), false));
  }

  private Optional<FailReason> objection(long said, long millis) {
    return leeway.objection(Duration.ofSeconds(said), Optional.of(Duration.ofMillis(millis)), true);
  }
}

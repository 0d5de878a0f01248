package trt.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ids on which nodes agree that never speak of them. */
class TraceIdsTest {
  private final TraceIds ids = new TraceIds(700_000_001);

  @Test
  void twoNodesComeToTheSameIdsAndAgainAfterAnUpgrade() {
    TraceIds other = new TraceIds(700_000_001);

    assertEquals(ids.trace(42), other.trace(42));
    assertEquals(ids.span(42, Place.HANDLED), other.span(42, Place.HANDLED));
    // A newer version must not tear traces apart that an older one has begun.
    assertEquals("c06276577912e9a9b494b5fba7054020", ids.trace(42));
  }

  @Test
  void updatesAndBotsAndPlacesAreToldApart() {
    Set<String> traces = IntStream.range(0, 1_000).mapToObj(ids::trace).collect(Collectors.toSet());

    assertEquals(1_000, traces.size());
    assertNotEquals(ids.trace(42), new TraceIds(700_000_002).trace(42));
    assertNotEquals(ids.span(42, Place.RECEIVED), ids.span(42, Place.HANDLED));
    assertTrue(traces.stream().allMatch(id -> id.matches("[0-9a-f]{32}")));
  }
}

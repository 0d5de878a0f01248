package trt.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "5s, PT5S",
    "1m30s, PT1M30S",
    "720h, PT720H",
    "1h2m3s4ms, PT1H2M3.004S"
  })
  void readsUnits(String text, Duration expected) {
    assertEquals(expected, Durations.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "5", "5 s", "-1s", "1s1m", "soon", "1d", "9999999999h", "1.5s"})
  void refusesAnythingElse(String text) {
    assertThrows(IllegalArgumentException.class, () -> Durations.parse(text));
  }
}

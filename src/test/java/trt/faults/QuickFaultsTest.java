package trt.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The part of the fault matrix that runs with every change; {@code scripts/fault-test} runs all of
 * it.
 */
class QuickFaultsTest {
  private static final long SEED = 20_261_125;
  private static final Campaign CAMPAIGN =
      new Campaign(Path.of("target", "faults", "quick"), SEED, line -> {});

  static Stream<Cell> cells() {
    return Matrix.all().stream().filter(Cell::quick);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cells")
  void nothingIsLostDoubledOutOfOrderOrAdrift(Cell cell) {
    Score score = CAMPAIGN.run(cell);

    assertTrue(score.isClean(), score::line);
  }

  @AfterAll
  static void end() {
    CAMPAIGN.close();
  }
}

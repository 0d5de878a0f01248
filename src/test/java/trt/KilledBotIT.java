package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} in the middle of a paid generation, then the same command again. */
class KilledBotIT {
  private static final long ALICE = 1001;

  @Test
  void aKilledBotDeliversThePictureOnceAndChargesItOnce(@TempDir Path folder) {
    try (PlaygroundProcess playground = PlaygroundProcess.start(folder, "0.2")) {
      playground.arrives(ALICE, "Alice");
      playground.says(ALICE, "/start");
      playground.sees(ALICE, "Balance: ⭐ 20");
      playground.taps(ALICE, "Make a picture");
      playground.taps(ALICE, "Nano Banana · picture");
      playground.taps(ALICE, "1:1");
      playground.sees(ALICE, "Describe what you want");
      playground.says(ALICE, "a lighthouse in a storm");
      playground.taps(ALICE, "Confirm");
      playground.sees(ALICE, "is reserved");

      playground.kill();
      playground.startAgain();

      playground.sees(ALICE, message -> message.containsKey("photo"));
      playground.says(ALICE, "/balance");
      playground.sees(ALICE, "Available: ⭐ 16.92");
      long photos = playground.messages(ALICE).stream().filter(m -> m.containsKey("photo")).count();
      assertEquals(1, photos);
      assertTrue(
          playground.messages(ALICE).stream().noneMatch(m -> m.encode().contains("back on your")));
    }
  }
}

package trt.playground.servers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @Test
  void refusesAFolderWithForeignContentAndLeavesItUntouched(@TempDir Path parent) throws Exception {
    Path file = Files.writeString(parent.resolve("thesis.txt"), "years of work");

    EmbeddedServerException refusal =
        assertThrows(EmbeddedServerException.class, () -> DataFolder.open(parent));
    assertTrue(String.valueOf(refusal.getMessage()).contains("not a playground's"));
    try (var children = Files.list(parent)) {
      assertEquals(file, children.reduce((a, b) -> a.resolve("and").resolve(b)).orElseThrow());
    }
  }

  @Test
  void doesNotWipeWhenTheMarkerIsGone(@TempDir Path parent) throws Exception {
    try (DataFolder folder = DataFolder.open(parent)) {
      Path file = Files.writeString(parent.resolve("data"), "");
      Files.delete(parent.resolve(".trt-playground"));
      assertThrows(EmbeddedServerException.class, folder::wipe);
      assertTrue(Files.exists(file));
    }
  }

  @Test
  void wipesEverythingInsideAndNothingBehindALink(@TempDir Path parent) throws Exception {
    Path outside = Files.writeString(parent.resolve("outside"), "");
    try (DataFolder folder = DataFolder.open(parent.resolve("data"))) {
      Path inside = Files.createDirectories(folder.path().resolve("a/b"));
      Path link = Files.createSymbolicLink(folder.path().resolve("link"), parent);
      folder.wipe();
      folder.wipe();
      assertFalse(Files.exists(inside.resolveSibling("")));
      assertFalse(Files.exists(link));
    }
    assertTrue(Files.exists(outside));
  }

  @Test
  void isHeldByOneAtATime(@TempDir Path parent) {
    DataFolder first = DataFolder.open(parent);
    EmbeddedServerException refusal =
        assertThrows(EmbeddedServerException.class, () -> DataFolder.open(parent));
    assertTrue(String.valueOf(refusal.getMessage()).startsWith("Another playground is running"));
    first.close();
    first.close();
    DataFolder.open(parent).close();
  }
}

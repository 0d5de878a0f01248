package trt.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import trt.testing.Await;

/** Who has to wait is told where they stand, and told again when that changes. */
class PlaceTest {
  @Test
  void thePlaceInLineIsToldAndTheNewOneWhenSomebodyLeaves() {
    Object[] narrow = {"kie.tasksPer10Seconds", 1, "generation.waitAtMost", "4s"};
    try (GenerationRig rig = GenerationRig.prepared(narrow)) {
      rig.start();
      long first = rig.order();
      rig.awaitState(first, "RUNNING");
      long second = rig.order();
      awaitTold(rig, "You are number 1 in line");
      rig.order();
      awaitTold(rig, "You are number 2 in line");
      awaitTold(rig, "nothing is charged until it is done");

      int before = rig.told().size();
      rig.awaitState(second, "FAILED");
      Await.until(
          () ->
              rig.told().stream().skip(before).anyMatch(text -> text.contains("number 1 in line")));
      assertEquals(1, rig.kie().tasks().size());
    }
  }

  private static void awaitTold(GenerationRig rig, String words) {
    Await.until(() -> rig.told().stream().anyMatch(text -> text.contains(words)));
  }
}

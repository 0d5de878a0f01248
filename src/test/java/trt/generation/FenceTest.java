package trt.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import trt.testing.Await;

/** Between the intent and the request a process may stand still, and wake up as a zombie. */
class FenceTest {
  @Test
  void aRequestThatComesTooLateAfterItsIntentIsNotWritten() {
    AtomicLong step = new AtomicLong(3_000_000_000L);
    AtomicLong stoodStill = new AtomicLong();
    try (GenerationRig rig =
        GenerationRig.prepared()
            .onClock(() -> System.nanoTime() + stoodStill.addAndGet(step.get()))
            .start()) {
      long job = rig.order();
      Await.until(() -> rig.attempts(job).startsWith("1:refused"));
      assertEquals(0, rig.kie().tasks().size());

      step.set(0);
      rig.awaitState(job, "RUNNING");
      assertEquals(1, rig.kie().tasks().size());
      assertTrue(rig.attempts(job).endsWith(":accepted"));
      assertFalse(rig.attempts(job).contains("ambiguous"));
    }
  }

  @Test
  void aShardThatWasLostIsLeftToItsNewOwner() {
    assertFalse(new Fence(() -> 0, 1, () -> false).getAsBoolean());
    Fence held = new Fence(() -> 0, 1, () -> true);
    assertTrue(held.getAsBoolean());
    assertFalse(held.steppedBack());
    Fence late = new Fence(() -> 1, 1, () -> true);
    assertFalse(late.getAsBoolean());
    assertTrue(late.steppedBack());
  }
}

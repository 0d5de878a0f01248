package trt.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trt.generation.GenerationRig.RESULT;
import static trt.generation.GenerationRig.paidOnce;
import static trt.testing.TestVertx.get;

import java.util.List;
import org.junit.jupiter.api.Test;
import trt.testing.Await;

/** Processes die, and sometimes come back from the dead: each attempt makes at most one task. */
class GenerationRestartTest {
  @Test
  void aJobFoundSubmittingIsUnknownAndAdoptedNotSentAgain() {
    try (GenerationRig rig = GenerationRig.prepared("generation.unknownAfter", "1h")) {
      long job = rig.order();
      // the intent is on disk and the process is gone before, or after, it wrote the request
      assertEquals(1, get(rig.claims(List.of(job))).taken().size());
      FakeKie.Task task = rig.kie().planted("born", rig.callbackUrl(job, 1));
      rig.start();
      rig.awaitState(job, "UNKNOWN");
      assertEquals("1:ambiguous", rig.attempts(job));

      rig.kie().succeeds(task, RESULT);
      rig.callsBack(job, 1, task.id);
      rig.awaitState(job, "SUCCEEDED");

      assertEquals(paidOnce(), rig.books());
      assertEquals(1, rig.kie().tasks().size());
    }
  }

  @Test
  void aJobFoundRunningIsFollowedByTheNextProcess() {
    try (GenerationRig rig = GenerationRig.prepared().start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      rig.stop();
      rig.kie().succeeds(rig.kie().task(0), RESULT);
      rig.start();
      rig.awaitState(job, "SUCCEEDED");

      assertEquals(paidOnce(), rig.books());
      assertEquals(1, rig.kie().tasks().size());
    }
  }

  @Test
  void twoThatThinkTheyOwnTheJobSettleItOnce() {
    try (GenerationRig rig = GenerationRig.prepared().start().start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      rig.kie().succeeds(rig.kie().task(0), RESULT);
      rig.callsBack(job, 1, rig.kie().task(0).id);
      rig.callsBack(job, 1, rig.kie().task(0).id);
      rig.awaitState(job, "SUCCEEDED");
      int looks = rig.kie().looks();
      long another = rig.order();
      rig.awaitState(another, "RUNNING");
      Await.until(() -> rig.kie().looks() > looks + 4);

      assertEquals("1400/300/1/1", rig.books());
      assertEquals(2, rig.kie().tasks().size());
    }
  }

  @Test
  void anOpenBreakerKeepsJobsWaitingAndMakesNoMoreOrphans() {
    Object[] touchy = {
      "kie.breakerFailures", 2, "kie.breakerReset", "30s", "generation.unknownAfter", "1h"
    };
    try (GenerationRig rig = GenerationRig.prepared(touchy)) {
      rig.kie().losesTheAnswer();
      rig.kie().losesTheAnswer();
      rig.start();
      long first = rig.order();
      rig.awaitState(first, "UNKNOWN");
      long second = rig.order();
      rig.awaitState(second, "UNKNOWN");
      long third = rig.order();
      Await.until(() -> rig.told().stream().anyMatch(text -> text.contains("paused")));

      assertEquals("NEW", rig.state(third));
      assertEquals("", rig.attempts(third), "nothing was tried in vain");
      assertEquals(2, rig.kie().tasks().size());
    }
  }
}

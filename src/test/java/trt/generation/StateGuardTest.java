package trt.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static trt.testing.TestVertx.get;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import trt.domain.job.Job;
import trt.domain.job.JobEvent;
import trt.domain.job.Step;
import trt.postgres.SubmissionStore;

/** What was read of a job may be old when it is written back: then nothing is written. */
class StateGuardTest {
  @Test
  void aJobThatWasMovedOnMeanwhileIsNotMovedFromWhereItWasSeen() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      long job = unanswered(rig);
      Job seen = get(rig.jobs().find(job)).orElseThrow().job();
      assertEquals(1, rig.sql("UPDATE gen_job SET state = 'NEW' WHERE id = " + job));

      assertFalse(accepts(rig, seen));
      assertEquals("NEW", rig.state(job));
    }
  }

  @Test
  void anAnswerToAnEarlierAttemptDoesNotMoveTheJob() {
    try (GenerationRig rig = GenerationRig.prepared()) {
      long job = unanswered(rig);
      Job seen = get(rig.jobs().find(job)).orElseThrow().job();
      assertEquals(1, rig.sql("UPDATE gen_job SET attempt = 2 WHERE id = " + job));

      assertFalse(accepts(rig, seen));
      assertEquals("UNKNOWN", rig.state(job));
    }
  }

  @Test
  void aTaskThatIsNotTheJobsAnyMoreIsNotSwappedForAnother() {
    try (GenerationRig rig = GenerationRig.prepared().start()) {
      long job = rig.order();
      rig.awaitState(job, "RUNNING");
      rig.stop();
      SubmissionStore store = new SubmissionStore(rig.db());
      Job seen = get(rig.jobs().find(job)).orElseThrow().job();

      assertFalse(get(store.swap(seen, "task-of-before", 1, "another", null)));
      assertEquals(rig.kie().task(0).id, rig.value("SELECT task_id FROM gen_job").orElseThrow());
    }
  }

  /** A job whose submission was not answered, and nobody who works on it. */
  private static long unanswered(GenerationRig rig) {
    long job = rig.unanswered();
    rig.stop();
    return job;
  }

  private static boolean accepts(GenerationRig rig, Job seen) {
    Step step = new JobEvent.Accepted().on(seen).orElseThrow();
    return get(
        new SubmissionStore(rig.db())
            .note(seen, step, seen.attempt(), "accepted", "task-of-before", Optional.empty()));
  }
}

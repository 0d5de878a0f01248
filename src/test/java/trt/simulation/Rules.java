package trt.simulation;

import java.time.Duration;
import java.util.Optional;
import trt.domain.dialogue.Dialogue;
import trt.domain.dialogue.Input;
import trt.domain.dialogue.Scene;
import trt.domain.dialogue.Turn;
import trt.domain.job.Job;
import trt.domain.job.JobEvent;
import trt.domain.job.PollPlan;
import trt.domain.job.Step;

/** The decisions under test. These are the real ones; a test spoils one to see it found out. */
class Rules {
  private final PollPlan plan =
      new PollPlan(Duration.ofSeconds(3), Duration.ofSeconds(60), Duration.ofMinutes(15));

  Turn answer(Dialogue dialogue, Scene scene, Input input) {
    return dialogue.next(scene, input);
  }

  Optional<Step> on(JobEvent event, Job job) {
    return event.on(job);
  }

  Duration firstLook(Duration typical) {
    return plan.firstPause(typical);
  }

  Duration nextLook(Duration age, double jitter) {
    return plan.nextPause(age, jitter);
  }

  boolean isOver(Duration age, Duration slow) {
    return plan.isOver(age, slow);
  }
}

package trt.domain.dialogue;

import java.util.List;
import trt.domain.job.Job;
import trt.domain.job.JobEvent;

/** The button by which a generation is called off. */
public final class CallOff {
  private CallOff() {}

  /** A row with the button while nobody has told KIE of the job; none later. */
  public static List<List<Button>> rows(Job job) {
    return isPossible(job)
        ? List.of(List.of(Button.of("button.stop", Action.of("stop", job.id()))))
        : List.of();
  }

  /** Whether the job can still be called off, as far as its state is known. */
  static boolean isPossible(Job job) {
    return new JobEvent.Cancelled().on(job).isPresent();
  }
}

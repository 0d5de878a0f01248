package trt.domain.job;

import java.util.Optional;

/**
 * What follows from an event: the next state and, at the end, what happens to the money.
 *
 * @param reason present exactly when {@code to} is {@link JobState#FAILED}
 */
public record Step(JobState from, JobState to, Optional<FailReason> reason) {
  /** Refuses moves the table of {@link JobState} does not list. */
  public Step {
    if (!from.next().contains(to)) {
      throw new IllegalArgumentException("a job cannot go from " + from + " to " + to);
    }
    if ((to == JobState.FAILED) != reason.isPresent()) {
      throw new IllegalArgumentException("a reason belongs to a failed job and to no other");
    }
  }

  static Optional<Step> to(Job job, JobState to) {
    return Optional.of(new Step(job.state(), to, Optional.empty()));
  }

  static Optional<Step> fail(Job job, FailReason reason) {
    return Optional.of(new Step(job.state(), JobState.FAILED, Optional.of(reason)));
  }
}

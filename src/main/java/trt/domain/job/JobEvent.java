package trt.domain.job;

import static trt.domain.job.JobState.NEW;
import static trt.domain.job.JobState.RUNNING;
import static trt.domain.job.JobState.SUBMITTING;
import static trt.domain.job.JobState.SUCCEEDED;
import static trt.domain.job.JobState.UNKNOWN;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that can happen to a job. An event that comes late, twice or in the wrong state
 * changes nothing: {@code on} is then empty.
 */
public sealed interface JobEvent {
  /** What follows for this job; empty when nothing does. */
  Optional<Step> on(Job job);

  /**
   * KIE answered a submission with a task id, or a callback proved that the task of this or of an
   * earlier attempt exists. Also for a job that waits for another try: a task is a task.
   */
  record Accepted() implements JobEvent {
    @Override
    public Optional<Step> on(Job job) {
      boolean waits = in(job, NEW, SUBMITTING, UNKNOWN) && job.attempt() > 0;
      return waits ? Step.to(job, RUNNING) : Optional.empty();
    }
  }

  /**
   * The task was certainly not created, and trying again later makes sense (429, maintenance, no
   * connection, stepped back). Certainty may come late, when others have called it unclear.
   */
  record PutOff() implements JobEvent {
    @Override
    public Optional<Step> on(Job job) {
      return in(job, SUBMITTING, UNKNOWN) ? Step.to(job, NEW) : Optional.empty();
    }
  }

  /** KIE certainly refused to create the task. */
  record Refused(FailReason reason) implements JobEvent {
    @Override
    public Optional<Step> on(Job job) {
      return in(job, SUBMITTING, UNKNOWN) ? Step.fail(job, reason) : Optional.empty();
    }
  }

  /**
   * The submission was written and its answer is lost; also what a new process assumes of one it
   * finds.
   */
  record Unclear() implements JobEvent {
    @Override
    public Optional<Step> on(Job job) {
      return in(job, SUBMITTING) ? Step.to(job, UNKNOWN) : Optional.empty();
    }
  }

  /**
   * The wait for a callback after a lost answer is over.
   *
   * @param mayRepeat whether the model is cheap enough to risk a second task at our cost
   */
  record NobodyCalledBack(boolean mayRepeat) implements JobEvent {
    @Override
    public Optional<Step> on(Job job) {
      if (!in(job, UNKNOWN)) {
        return Optional.empty();
      }
      boolean again = mayRepeat && job.unclearAttempts() < 2;
      return again ? Step.to(job, NEW) : Step.fail(job, FailReason.LOST);
    }
  }

  /** The record says success. */
  record Finished() implements JobEvent {
    @Override
    public Optional<Step> on(Job job) {
      return in(job, RUNNING) ? Step.to(job, SUCCEEDED) : Optional.empty();
    }
  }

  /** The record says failure. */
  record TaskFailed(FailReason reason) implements JobEvent {
    @Override
    public Optional<Step> on(Job job) {
      return in(job, RUNNING) ? Step.fail(job, reason) : Optional.empty();
    }
  }

  /** Too old: no result, or not even accepted, within the limit. */
  record Expired() implements JobEvent {
    @Override
    public Optional<Step> on(Job job) {
      return switch (job.state()) {
        case NEW -> Step.fail(job, FailReason.NOT_ACCEPTED);
        case RUNNING -> Step.fail(job, FailReason.TIMED_OUT);
        case SUBMITTING, UNKNOWN, SUCCEEDED, FAILED -> Optional.empty();
      };
    }
  }

  /** Its files cannot be handed over to KIE, so it is never submitted. */
  record Unusable(FailReason reason) implements JobEvent {
    @Override
    public Optional<Step> on(Job job) {
      return in(job, NEW) ? Step.fail(job, reason) : Optional.empty();
    }
  }

  /** The user changed their mind; possible only while no attempt can have made a task. */
  record Cancelled() implements JobEvent {
    @Override
    public Optional<Step> on(Job job) {
      return in(job, NEW) && job.attempt() == 0
          ? Step.fail(job, FailReason.CANCELLED)
          : Optional.empty();
    }
  }

  private static boolean in(Job job, JobState first, JobState... more) {
    Set<JobState> states = EnumSet.of(first, more);
    return states.contains(job.state());
  }
}

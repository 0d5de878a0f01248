package trt.generation;

import java.time.Instant;
import trt.postgres.JobStore;

/** A running job in the memory of {@link PollRound}. */
final class Followed {
  final JobStore.Loaded job;
  Instant at;
  boolean busy;
  boolean lookAgain;
  int failures;
  Instant lastProgress = Instant.EPOCH;

  Followed(JobStore.Loaded job, Instant at) {
    this.job = job;
    this.at = at;
  }

  /** When to look at which job; outdated entries are skipped. */
  record Due(Instant at, long jobId) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return at.compareTo(other.at);
    }
  }
}

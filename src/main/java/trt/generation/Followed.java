package trt.generation;

import java.time.Instant;
import java.util.OptionalInt;
import trt.postgres.JobStore;
import trt.postgres.LiveJobStore;

/**
 * A running job in the memory of {@link PollRound}: only what it takes to look at it, since there
 * may be a hundred thousand. Times are milliseconds of the epoch.
 */
final class Followed {
  final long jobId;
  final int shard;
  final int attempt;
  final String model;
  final String taskId;
  final long submittedAt;
  final OptionalInt cause;
  long at;
  long lastProgress;
  int failures;
  boolean busy;
  boolean lookAgain;

  /** Somebody has called us back about it. */
  boolean called;

  /** When the look under way began. */
  Instant begun = Instant.EPOCH;

  private Followed(
      long jobId,
      int shard,
      int attempt,
      String model,
      String taskId,
      long submittedAt,
      OptionalInt cause) {
    this.cause = cause;
    this.jobId = jobId;
    this.shard = shard;
    this.attempt = attempt;
    this.model = model;
    this.taskId = taskId;
    this.submittedAt = submittedAt;
  }

  static Followed of(JobStore.Loaded job, String model) {
    return new Followed(
        job.job().id(),
        job.shard(),
        job.job().attempt(),
        model,
        job.taskId().orElse(""),
        job.submittedAt().orElse(job.createdAt()).toEpochMilli(),
        job.order().cause());
  }

  static Followed of(LiveJobStore.Brief job, String model) {
    return new Followed(
        job.id(),
        job.shard(),
        job.attempt(),
        model,
        job.taskId().orElse(""),
        job.submittedAt().orElse(job.createdAt()).toEpochMilli(),
        job.cause());
  }

  /** When to look at which job; outdated entries are skipped. */
  record Due(long at, Followed job) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return Long.compare(at, other.at);
    }
  }
}

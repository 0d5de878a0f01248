package trt.generation;

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
  long at;
  long lastProgress;
  int failures;
  boolean busy;
  boolean lookAgain;

  Followed(long jobId, int shard, int attempt, String model, String taskId, long submittedAt) {
    this.jobId = jobId;
    this.shard = shard;
    this.attempt = attempt;
    this.model = model;
    this.taskId = taskId;
    this.submittedAt = submittedAt;
  }

  /** When to look at which job; outdated entries are skipped. */
  record Due(long at, Followed job) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      return Long.compare(at, other.at);
    }
  }
}

package trt.generation;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import trt.domain.job.Job;
import trt.domain.job.JobEvent;
import trt.domain.job.JobState;
import trt.domain.job.Step;
import trt.postgres.JobStore;
import trt.postgres.SubmissionStore;

/** Writes down what became of a submission, however long the database is away. */
final class Noting {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int TRIES = 300;

  private final GenerationParts.Stores stores;
  private final Function<Duration, Future<Void>> pause;

  /**
   * @param pause completes after that time
   */
  Noting(GenerationParts.Stores stores, Function<Duration, Future<Void>> pause) {
    this.stores = stores;
    this.pause = pause;
  }

  /** What only this process knows is worth waiting for a database that is away. */
  <T> Future<T> atLast(Supplier<Future<T>> write) {
    return atLast(write, TRIES);
  }

  private <T> Future<T> atLast(Supplier<Future<T>> write, int tries) {
    Future<T> written = write.get();
    return tries <= 1
        ? written
        : written.recover(away -> pause.apply(PAUSE).compose(v -> atLast(write, tries - 1)));
  }

  /** Moves the job as the event says; false when it does not, or somebody else has moved it. */
  Future<Boolean> note(
      Job job, JobEvent event, String outcome, @Nullable String taskId, Optional<Instant> later) {
    Optional<Step> step = event.on(job);
    return step.map(s -> stores.submissions().note(job, s, job.attempt(), outcome, taskId, later))
        .orElseGet(() -> Future.succeededFuture(false));
  }

  /**
   * The same, also when others have given the submission up as unclear meanwhile: what is certain
   * counts, however late.
   */
  Future<Boolean> certainly(Job job, JobEvent event, String outcome, Optional<Instant> later) {
    return note(job, event, outcome, null, later)
        .compose(
            moved ->
                moved
                    ? Future.succeededFuture(true)
                    : unclear(job)
                        .compose(
                            now ->
                                now.map(j -> note(j.job(), event, outcome, null, later))
                                    .orElseGet(() -> Future.succeededFuture(false))));
  }

  /** The job, if it is the same attempt that others have called unclear. */
  Future<Optional<JobStore.Loaded>> unclear(Job job) {
    return stores
        .jobs()
        .find(job.id())
        .map(
            found ->
                found
                    .filter(now -> now.job().state() == JobState.UNKNOWN)
                    .filter(now -> now.job().attempt() == job.attempt()));
  }

  /**
   * The task of an attempt exists. The job goes on with it if it has none yet; else the task is an
   * orphan, which another attempt's failure may still make use of.
   *
   * @param how accepted or adopted
   * @return the job as it runs now; empty when it does not run with this task or did already
   */
  Future<Optional<JobStore.Loaded>> exists(Job seen, int attempt, String taskId, String how) {
    return begun(seen, attempt, taskId, how)
        .compose(
            moved ->
                moved
                    ? Future.succeededFuture(true)
                    : stores
                        .jobs()
                        .find(seen.id())
                        .compose(now -> late(now, seen, attempt, taskId, how)))
        .compose(
            moved ->
                moved ? stores.jobs().find(seen.id()) : Future.succeededFuture(Optional.empty()));
  }

  private Future<Boolean> late(
      Optional<JobStore.Loaded> now, Job seen, int attempt, String taskId, String how) {
    if (now.isEmpty() || now.get().taskId().filter(taskId::equals).isPresent()) {
      return Future.succeededFuture(false);
    }
    return begun(now.get().job(), attempt, taskId, how)
        .compose(
            moved ->
                moved ? Future.succeededFuture(true) : orphan(seen, attempt, taskId).map(false));
  }

  private Future<Void> orphan(Job seen, int attempt, String taskId) {
    Job then = new Job(seen.id(), seen.state(), attempt, seen.unclearAttempts());
    return stores.submissions().outcome(then, "orphan", taskId);
  }

  private Future<Boolean> begun(Job job, int attempt, String taskId, String how) {
    SubmissionStore submissions = stores.submissions();
    return new JobEvent.Accepted()
        .on(job)
        .map(step -> submissions.note(job, step, attempt, how, taskId, Optional.empty()))
        .orElseGet(() -> Future.succeededFuture(false));
  }
}

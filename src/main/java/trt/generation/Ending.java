package trt.generation;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.job.FailReason;
import trt.domain.job.JobEvent;
import trt.domain.job.JobState;
import trt.kie.TaskRecord;
import trt.postgres.JobStore;

/** What a look leads to when the task is over: the order is read only now. */
final class Ending {
  private static final Logger LOG = LoggerFactory.getLogger(Ending.class);

  private final GenerationParts parts;
  private final Settlement settlement;
  private final Siblings siblings;
  private final SalesStop sales;

  Ending(GenerationParts parts, Settlement settlement, Siblings siblings, SalesStop sales) {
    this.parts = parts;
    this.settlement = settlement;
    this.siblings = siblings;
    this.sales = sales;
  }

  /**
   * How it goes on.
   *
   * @param over nothing is left to follow
   * @param job as it runs on with another task
   */
  record Next(boolean over, Optional<JobStore.Loaded> job) {
    static final Next SAME = new Next(false, Optional.empty());
    static final Next OVER = new Next(true, Optional.empty());
  }

  Future<Next> succeeded(Followed one, TaskRecord.Succeeded result) {
    return current(one, job -> settlement.succeed(job, result).map(Next.OVER));
  }

  /** The task failed. Another task of the job, if there is one, may still make it. */
  Future<Next> failed(Followed one, TaskRecord.Failed failed) {
    LOG.atInfo()
        .addKeyValue("jobId", one.jobId)
        .addKeyValue("code", failed.code())
        .addKeyValue("message", failed.message())
        .log("KIE could not make a result; the money goes back unless another task of the job can");
    JobEvent event = new JobEvent.TaskFailed(Submitting.reason(failed.kind()));
    return current(
        one,
        job ->
            siblings
                .instead(job)
                .compose(
                    other ->
                        other.isPresent()
                            ? Future.succeededFuture(new Next(false, other))
                            : settlement.fail(job, event).map(Next.OVER)));
  }

  /** The task could not be looked at. Never fails. */
  Future<Void> unseen(Throwable failure) {
    return sales.looked(failure);
  }

  Future<Next> expired(Followed one) {
    return current(one, job -> settlement.fail(job, new JobEvent.Expired()).map(Next.OVER));
  }

  Future<Next> withoutModel(Followed one) {
    JobEvent event = new JobEvent.TaskFailed(FailReason.PROVIDER_FAILED);
    return current(one, job -> settlement.fail(job, event).map(Next.OVER));
  }

  /** A job that runs with another task by now is followed with that one. */
  private Future<Next> current(Followed one, Function<JobStore.Loaded, Future<Next>> end) {
    return parts
        .stores()
        .jobs()
        .find(one.jobId)
        .compose(
            found -> {
              Optional<JobStore.Loaded> running =
                  found.filter(job -> job.job().state() == JobState.RUNNING);
              if (running.isEmpty()) {
                return Future.succeededFuture(Next.OVER);
              }
              boolean same =
                  running.get().job().attempt() == one.attempt
                      && running.get().taskId().filter(one.taskId::equals).isPresent();
              return same
                  ? end.apply(running.get())
                  : Future.succeededFuture(new Next(false, running));
            });
  }
}

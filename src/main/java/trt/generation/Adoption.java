package trt.generation;

import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.bus.KieCalledBack;
import trt.domain.catalog.Model;
import trt.domain.job.JobState;
import trt.kie.CallbackBody;
import trt.leases.Share;
import trt.postgres.JobStore;

/**
 * What a callback leads to: a look at the job, or the recovery of a task whose submission was never
 * answered. Proof that the task is ours: its record repeats the very address we gave for this
 * attempt.
 */
final class Adoption {
  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);

  private final GenerationParts parts;
  private final Share share;
  private final SubmitRound submits;
  private final PollRound polls;

  Adoption(GenerationParts parts, Share share, SubmitRound submits, PollRound polls) {
    this.parts = parts;
    this.share = share;
    this.submits = submits;
    this.polls = polls;
  }

  Future<Void> calledBack(KieCalledBack call) {
    if (!share.owns(call.shard())) {
      return Future.succeededFuture();
    }
    if (polls.follows(call.jobId())) {
      polls.wake(call.jobId());
      return Future.succeededFuture();
    }
    return parts
        .stores()
        .jobs()
        .find(call.jobId())
        .compose(job -> job.map(j -> reacted(j, call)).orElseGet(Future::succeededFuture));
  }

  /** Reads again what was called back about a job while nobody could react. */
  Future<Void> recall(JobStore.Loaded job) {
    int attempt = job.job().attempt();
    return parts
        .stores()
        .events()
        .bodies(job.job().id(), attempt)
        .compose(
            bodies -> {
              Future<Void> chain = Future.succeededFuture();
              for (String taskId : bodies.stream().map(CallbackBody::taskId).distinct().toList()) {
                KieCalledBack call =
                    new KieCalledBack(job.shard(), job.job().id(), attempt, taskId);
                chain = chain.compose(v -> reacted(job, call));
              }
              return chain;
            });
  }

  private Future<Void> reacted(JobStore.Loaded job, KieCalledBack call) {
    if (job.job().state() == JobState.RUNNING) {
      polls.takeUp(job);
      polls.wake(job.job().id());
      return Future.succeededFuture();
    }
    boolean open =
        job.job().state() == JobState.UNKNOWN || job.job().state() == JobState.SUBMITTING;
    boolean sameAttempt = job.job().attempt() == call.attempt();
    Optional<Model> model = parts.catalog().find(job.order().model());
    if (!open || !sameAttempt || call.taskId().isEmpty() || model.isEmpty()) {
      return Future.succeededFuture();
    }
    String expected =
        parts
            .kie()
            .signer()
            .url(parts.kie().publicAddress(), job.job().id(), call.attempt())
            .toString();
    return parts
        .kie()
        .client()
        .record(model.get(), call.taskId())
        .compose(
            record -> {
              boolean ours = record.echo().callBackUrl().filter(expected::equals).isPresent();
              if (!ours) {
                return Future.succeededFuture();
              }
              LOG.atInfo()
                  .addKeyValue("jobId", job.job().id())
                  .log("A callback proved a submission whose answer was lost; the job goes on");
              return submits.accept(job, call.taskId(), "adopted");
            })
        .onSuccess(v -> polls.wake(job.job().id()));
  }
}

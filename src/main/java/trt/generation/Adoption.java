package trt.generation;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.bus.KieCalledBack;
import trt.domain.job.JobState;
import trt.kie.CallbackBody;
import trt.kie.TaskRecord;
import trt.leases.Share;
import trt.postgres.JobStore;
import trt.postgres.KieEventStore.Kept;
import trt.postgres.SubmissionStore.Task;

/**
 * What a callback leads to: a look at the job, the recovery of a task whose submission was never
 * answered, a late result, or the bill for an orphan. Proof that the task is ours: its record
 * repeats the very address we gave for this attempt.
 */
final class Adoption {
  private static final Logger LOG = LoggerFactory.getLogger(Adoption.class);
  private static final int UNHEARD_AT_ONCE = 100;

  private final GenerationParts parts;
  private final Share share;
  private final Noting noting;
  private final Siblings siblings;
  private final Settlement settlement;
  private final PollRound polls;
  private final JobTrail trail;

  Adoption(
      GenerationParts parts,
      Share share,
      Noting noting,
      Siblings siblings,
      Settlement settlement,
      PollRound polls) {
    this.parts = parts;
    this.share = share;
    this.noting = noting;
    this.siblings = siblings;
    this.settlement = settlement;
    this.polls = polls;
    this.trail = new JobTrail(parts.trail());
  }

  Future<Void> calledBack(KieCalledBack call) {
    if (!share.owns(call.shard())) {
      return Future.succeededFuture();
    }
    if (polls.follows(call.jobId())
        && (call.taskId().isEmpty() || polls.follows(call.jobId(), call.taskId()))) {
      polls.wake(call.jobId());
      return Future.succeededFuture();
    }
    return heard(call.jobId(), new Task(call.attempt(), call.taskId()));
  }

  /** Reads again what was called back about a job while nobody could react. */
  Future<Void> recall(JobStore.Loaded job) {
    return parts.stores().events().of(job.job().id(), job.shard()).compose(this::each);
  }

  /** The same for all jobs: callbacks that came to nobody, not long ago. */
  Future<Void> recallAll(Duration within) {
    return parts
        .stores()
        .events()
        .unheard(within, share.shards(), UNHEARD_AT_ONCE)
        .compose(this::each);
  }

  private Future<Void> each(List<Kept> events) {
    record Call(long job, Task task) {}
    Set<Call> calls = new LinkedHashSet<>();
    events.forEach(
        kept ->
            calls.add(
                new Call(
                    kept.jobId(), new Task(kept.attempt(), CallbackBody.taskId(kept.body())))));
    Future<Void> chain = Future.succeededFuture();
    for (Call call : calls) {
      chain = chain.compose(v -> heard(call.job(), call.task()));
    }
    return chain;
  }

  private Future<Void> heard(long jobId, Task task) {
    return parts
        .stores()
        .jobs()
        .find(jobId)
        .compose(job -> job.map(j -> reacted(j, task)).orElseGet(Future::succeededFuture));
  }

  private Future<Void> reacted(JobStore.Loaded job, Task task) {
    boolean its = job.taskId().filter(task.id()::equals).isPresent();
    if (job.job().state() == JobState.RUNNING && (its || task.id().isEmpty())) {
      if (!polls.follows(job.job().id(), job.taskId().orElse(""))) {
        polls.follow(job);
      }
      polls.wake(job.job().id());
      return Future.succeededFuture();
    }
    boolean possible = task.attempt() > 0 && task.attempt() <= job.job().attempt();
    boolean settledWithIt = job.job().state() == JobState.SUCCEEDED && its;
    if (task.id().isEmpty() || !possible || settledWithIt) {
      return Future.succeededFuture();
    }
    return siblings
        .proven(job, task, its)
        .compose(
            record ->
                record.map(r -> ours(job, task, r)).orElseGet(() -> Future.succeededFuture()));
  }

  private Future<Void> ours(JobStore.Loaded job, Task task, TaskRecord record) {
    return switch (job.job().state()) {
      case NEW, SUBMITTING, UNKNOWN -> adopt(job, task);
      case RUNNING -> another(job, task, record);
      case SUCCEEDED, FAILED -> over(job, task, record);
    };
  }

  private Future<Void> adopt(JobStore.Loaded job, Task task) {
    LOG.atInfo()
        .addKeyValue("jobId", job.job().id())
        .log("A callback proved a submission whose answer was lost; the job goes on");
    Instant since = trail.now();
    return noting
        .exists(job.job(), task.attempt(), task.id(), "adopted")
        .map(
            runs -> {
              runs.ifPresent(now -> trail.adopted(now, since));
              runs.ifPresent(this::look);
              return null;
            });
  }

  /** The job runs with another task; the first result counts, whoever makes it. */
  private Future<Void> another(JobStore.Loaded job, Task task, TaskRecord record) {
    if (record instanceof TaskRecord.Failed) {
      return settlement.orphan(job, task.attempt(), task.id(), record).mapEmpty();
    }
    if (!(record instanceof TaskRecord.Succeeded)) {
      return Future.succeededFuture();
    }
    return siblings
        .swap(job, task, null)
        .map(
            runs -> {
              runs.ifPresent(this::look);
              return null;
            });
  }

  private Future<Void> over(JobStore.Loaded job, Task task, TaskRecord record) {
    boolean ended = record instanceof TaskRecord.Succeeded || record instanceof TaskRecord.Failed;
    return ended
        ? settlement.orphan(job, task.attempt(), task.id(), record).mapEmpty()
        : Future.succeededFuture();
  }

  private void look(JobStore.Loaded job) {
    polls.follow(job);
    polls.wake(job.job().id());
  }
}

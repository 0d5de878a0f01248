package trt.generation;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.bus.Addresses;
import trt.bus.Perishable;
import trt.domain.catalog.Model;
import trt.domain.job.FailReason;
import trt.domain.job.JobEvent;
import trt.domain.job.PollPlan;
import trt.kie.TaskRecord;
import trt.leases.Share;
import trt.postgres.JobStore;

/**
 * Follows running jobs. When to look next is worked out from a job's age and kept in memory only:
 * "still running" writes nothing, and after a restart the jobs are read once and spread over their
 * pauses.
 */
final class PollRound {
  private static final Logger LOG = LoggerFactory.getLogger(PollRound.class);
  private static final Duration DEFAULT_TYPICAL = Duration.ofSeconds(20);
  private static final Duration DEFAULT_SLOW = Duration.ofMinutes(5);
  private static final long CALLBACK_JOB_GONE = -1;
  // An outage of KIE may outlast a job's usual limit without the job being lost.
  private static final int PATIENCE_WITH_FAILURES = 4;

  private final GenerationParts parts;
  private final Settlement settlement;
  private final PollPlan plan;
  private final Bucket rate;
  private final JobMessages messages;
  private final Map<Long, Followed> followed = new HashMap<>();
  private final PriorityQueue<Followed.Due> due = new PriorityQueue<>();

  PollRound(GenerationParts parts, Share share, Settlement settlement) {
    this.parts = parts;
    this.settlement = settlement;
    this.messages = new JobMessages(parts.catalog(), parts.renderer());
    this.plan =
        new PollPlan(
            parts.config().pollFirst(), parts.config().pollMax(), parts.config().giveUpAfter());
    int part = Math.max(1, parts.kie().config().readsPerSecond() / share.placement().count());
    this.rate =
        Bucket.builder()
            .addLimit(
                Bandwidth.builder()
                    .capacity(part)
                    .refillGreedy(part, Duration.ofSeconds(1))
                    .build())
            .build();
  }

  /** Follows a job that has just been accepted. */
  void follow(JobStore.Loaded job) {
    add(job, parts.clock().instant().plus(plan.firstPause(typical(job))));
  }

  /** Follows a job found in the database; jobs found together are spread over the first pause. */
  void takeUp(JobStore.Loaded job) {
    long spread = (long) (parts.random().nextDouble() * plan.first().toMillis());
    add(job, parts.clock().instant().plusMillis(spread));
  }

  /** Looks at a job now, if it is followed. */
  void wake(long jobId) {
    Followed one = followed.get(jobId);
    if (one == null) {
      return;
    }
    if (one.busy) {
      one.lookAgain = true;
    } else {
      schedule(one, parts.clock().instant());
    }
  }

  /** Looks at every job of a shard now: another node was called back about one of them. */
  void wakeShard(int shard) {
    List.copyOf(followed.values()).stream()
        .filter(one -> one.job.shard() == shard)
        .forEach(one -> wake(one.job.job().id()));
  }

  /** Leaves the jobs of shards that others work on now. A look under way ends as it ends. */
  void leave(IntPredicate stillMine) {
    followed.values().removeIf(one -> !stillMine.test(one.job.shard()));
  }

  boolean follows(long jobId) {
    return followed.containsKey(jobId);
  }

  /** Looks at every job whose time has come, as far as KIE's limit allows. */
  int run() {
    Instant now = parts.clock().instant();
    int looked = 0;
    while (!due.isEmpty() && !due.peek().at().isAfter(now)) {
      Followed.Due next = due.remove();
      Followed one = followed.get(next.jobId());
      if (one == null || one.busy || !one.at.equals(next.at())) {
        continue;
      }
      if (!rate.tryConsume(1)) {
        due.add(next);
        return looked;
      }
      look(one);
      looked++;
    }
    return looked;
  }

  private void add(JobStore.Loaded job, Instant at) {
    if (!followed.containsKey(job.job().id())) {
      Followed one = new Followed(job, at);
      followed.put(job.job().id(), one);
      schedule(one, at);
    }
  }

  private void schedule(Followed one, Instant at) {
    one.at = at;
    due.add(new Followed.Due(at, one.job.job().id()));
  }

  private void look(Followed one) {
    one.busy = true;
    Optional<Model> model = parts.catalog().find(one.job.order().model());
    // Inside a future, so that a bug with one job is a failure of its look and not of the unit.
    Future.succeededFuture(model)
        .compose(
            known ->
                known.isEmpty()
                    ? settlement
                        .fail(one.job, new JobEvent.TaskFailed(FailReason.PROVIDER_FAILED))
                        .map(CALLBACK_JOB_GONE)
                    : parts
                        .kie()
                        .client()
                        .record(known.get(), one.job.taskId().orElse(""))
                        .compose(record -> follow(one, record)))
        .recover(failure -> later(one, failure))
        .onSuccess(pauseMs -> next(one, pauseMs));
  }

  /** Milliseconds until the next look; negative when there is none. */
  private Future<Long> follow(Followed one, TaskRecord record) {
    if (record instanceof TaskRecord.Succeeded result) {
      return settlement.succeed(one.job, result).map(CALLBACK_JOB_GONE);
    }
    if (record instanceof TaskRecord.Failed failed) {
      LOG.atInfo()
          .addKeyValue("jobId", one.job.job().id())
          .addKeyValue("code", failed.code())
          .addKeyValue("message", failed.message())
          .log("KIE could not make a result; the money goes back");
      return settlement
          .fail(one.job, new JobEvent.TaskFailed(SubmitRound.reason(failed.kind())))
          .map(CALLBACK_JOB_GONE);
    }
    if (plan.isOver(age(one), slow(one.job))) {
      return settlement.fail(one.job, new JobEvent.Expired()).map(CALLBACK_JOB_GONE);
    }
    progress(one);
    return Future.succeededFuture(pause(one));
  }

  /** A look failed: again later, but not for ever, since the user's money is held all the while. */
  private Future<Long> later(Followed one, Throwable failure) {
    if (one.failures++ == 0) {
      LOG.atWarn()
          .addKeyValue("jobId", one.job.job().id())
          .addKeyValue("cause", failure.getClass().getSimpleName())
          .log(
              "A look at a job failed; it is looked at again until it is too old, then the money goes back");
    }
    boolean hopeless = plan.isOver(age(one).dividedBy(PATIENCE_WITH_FAILURES), slow(one.job));
    return hopeless
        ? settlement
            .fail(one.job, new JobEvent.Expired())
            .map(CALLBACK_JOB_GONE)
            .otherwise(pause(one))
        : Future.succeededFuture(pause(one));
  }

  private void next(Followed one, long pauseMs) {
    one.busy = false;
    if (pauseMs < 0 || followed.get(one.job.job().id()) != one) {
      boolean left = followed.remove(one.job.job().id(), one);
      assert left || pauseMs >= 0 || !followed.containsKey(one.job.job().id());
      return;
    }
    Instant now = parts.clock().instant();
    schedule(one, one.lookAgain ? now : now.plusMillis(pauseMs));
    one.lookAgain = false;
  }

  private void progress(Followed one) {
    Instant now = parts.clock().instant();
    boolean due = !one.lastProgress.plus(parts.config().progressEvery()).isAfter(now);
    if (!due || one.job.order().messageId().isEmpty()) {
      return;
    }
    one.lastProgress = now;
    JsonObject params = messages.running(one.job, age(one).toSeconds());
    parts
        .bus()
        .publish(
            Addresses.PERISHABLES,
            new Perishable(
                one.job.shard(),
                one.job.chatKey(),
                "editMessageText",
                params.encode(),
                now.plus(parts.config().progressEvery())));
  }

  private long pause(Followed one) {
    return plan.nextPause(age(one), parts.random().nextDouble()).toMillis();
  }

  private Duration age(Followed one) {
    return Duration.between(
        one.job.submittedAt().orElse(one.job.createdAt()), parts.clock().instant());
  }

  private Duration typical(JobStore.Loaded job) {
    return parts
        .catalog()
        .find(job.order().model())
        .map(m -> m.timing().typical())
        .orElse(DEFAULT_TYPICAL);
  }

  private Duration slow(JobStore.Loaded job) {
    return parts
        .catalog()
        .find(job.order().model())
        .map(m -> m.timing().slow())
        .orElse(DEFAULT_SLOW);
  }
}

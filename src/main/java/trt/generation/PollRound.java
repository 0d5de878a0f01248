package trt.generation;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.catalog.Model;
import trt.domain.catalog.Timing;
import trt.domain.job.PollPlan;
import trt.domain.job.SlidingWindow;
import trt.kie.TaskRecord;
import trt.leases.Share;
import trt.postgres.JobStore;
import trt.postgres.LiveJobStore;

/**
 * Follows running jobs. When to look next is worked out from a job's age and kept in memory only:
 * "still running" writes nothing, and after a restart the jobs are read once and spread over their
 * pauses.
 */
final class PollRound {
  private static final Logger LOG = LoggerFactory.getLogger(PollRound.class);
  private static final Duration DEFAULT_TYPICAL = Duration.ofSeconds(20);
  private static final Duration DEFAULT_SLOW = Duration.ofMinutes(5);
  private static final Duration SECOND = Duration.ofSeconds(1);
  // One in so many of a second's looks in one go: what comes of them needs connections too.
  private static final int LOOKS_PART = 5;
  // An outage of KIE may outlast a job's usual limit without the job being lost.
  private static final int PATIENCE_WITH_FAILURES = 4;

  private final GenerationParts parts;
  private final Share share;
  private final Ending ending;
  private final Progress progress;
  private final PollPlan plan;
  private final JobTrail trail;
  private final SlidingWindow reads = new SlidingWindow(SECOND);
  private final Map<Long, Followed> followed = new HashMap<>();
  private final PriorityQueue<Followed.Due> due = new PriorityQueue<>();

  PollRound(GenerationParts parts, Share share, Ending ending, Progress progress) {
    this.parts = parts;
    this.share = share;
    this.ending = ending;
    this.progress = progress;
    this.trail = new JobTrail(parts.trail());
    this.plan =
        new PollPlan(
            parts.config().pollFirst(), parts.config().pollMax(), parts.config().giveUpAfter());
  }

  /** Follows a job that has just been accepted, or goes on with another task. */
  void follow(JobStore.Loaded job) {
    String model = job.order().model();
    put(
        Followed.of(job, name(model)),
        now()
            + plan.firstPause(timing(model).map(Timing::typical).orElse(DEFAULT_TYPICAL))
                .toMillis());
  }

  /** Follows a job found in the database; jobs found together are spread over one pause each. */
  void takeUp(LiveJobStore.Brief job) {
    if (follows(job.id())) {
      return;
    }
    Followed one = Followed.of(job, name(job.model()));
    put(one, now() + (long) (parts.random().nextDouble() * pause(one)));
  }

  /** Looks at a job now, if it is followed. */
  void wake(long jobId) {
    Followed one = followed.get(jobId);
    if (one == null) {
      return;
    }
    one.called = true;
    if (one.busy) {
      one.lookAgain = true;
    } else {
      schedule(one, now());
    }
  }

  /** Looks at every job of a shard now: another node was called back about one of them. */
  void wakeShard(int shard) {
    List.copyOf(followed.values()).stream()
        .filter(one -> one.shard == shard)
        .forEach(one -> wake(one.jobId));
  }

  /** Leaves the jobs of shards that others work on now. A look under way ends as it ends. */
  void leave(IntPredicate stillMine) {
    followed.values().removeIf(one -> !stillMine.test(one.shard));
  }

  boolean follows(long jobId) {
    return followed.containsKey(jobId);
  }

  /** Whether it is this very task that is looked at. */
  boolean follows(long jobId, String taskId) {
    Followed one = followed.get(jobId);
    return one != null && one.taskId.equals(taskId);
  }

  int size() {
    return followed.size();
  }

  /** Looks at every job whose time has come, as far as KIE's limit allows. */
  int run() {
    long now = now();
    int part = (int) Math.ceil(share.fraction() * parts.kie().config().readsPerSecond());
    int looked = 0;
    int most = part / LOOKS_PART + 1;
    while (looked < most && !due.isEmpty() && due.peek().at() <= now) {
      Followed.Due next = due.peek();
      Followed one = next.job();
      if (followed.get(one.jobId) != one || one.busy || one.at != next.at()) {
        due.remove();
        continue;
      }
      long nanos = parts.nanoTime().getAsLong();
      if (reads.left(nanos, part) == 0) {
        return looked;
      }
      reads.take(nanos, 1);
      due.remove();
      look(one);
      looked++;
    }
    return looked;
  }

  private void put(Followed one, long at) {
    followed.put(one.jobId, one);
    schedule(one, at);
  }

  private void schedule(Followed one, long at) {
    one.at = at;
    due.add(new Followed.Due(at, one));
  }

  private void look(Followed one) {
    one.busy = true;
    one.begun = trail.now();
    Optional<Model> model = parts.catalog().find(one.model);
    // Inside a future, so that a bug with one job is a failure of its look and not of the unit.
    Future.succeededFuture(model)
        .compose(
            known ->
                known.isEmpty()
                    ? ending.withoutModel(one)
                    : parts
                        .kie()
                        .client()
                        .record(known.get(), one.taskId)
                        .compose(record -> seen(one, record)))
        .recover(failure -> ending.unseen(failure).compose(v -> later(one, failure)))
        .onSuccess(next -> next(one, next));
  }

  private Future<Ending.Next> seen(Followed one, TaskRecord record) {
    if (record instanceof TaskRecord.Succeeded result) {
      return ending.succeeded(one, result);
    }
    if (record instanceof TaskRecord.Failed failed) {
      return ending.failed(one, failed);
    }
    if (plan.isOver(age(one), slow(one))) {
      return ending.expired(one);
    }
    return progress.show(one, age(one)).map(Ending.Next.SAME);
  }

  /** A look failed: again later, but not for ever, since the user's money is held all the while. */
  private Future<Ending.Next> later(Followed one, Throwable failure) {
    if (one.failures++ == 0) {
      LOG.atWarn()
          .addKeyValue("jobId", one.jobId)
          .addKeyValue("cause", failure.getClass().getSimpleName())
          .log(
              "A look at a job failed; it is looked at again until it is too old, then the money goes back");
    }
    boolean hopeless = plan.isOver(age(one).dividedBy(PATIENCE_WITH_FAILURES), slow(one));
    return hopeless
        ? ending.expired(one).otherwise(Ending.Next.SAME)
        : Future.succeededFuture(Ending.Next.SAME);
  }

  private void next(Followed one, Ending.Next next) {
    one.busy = false;
    if (next.over() || next.job().isPresent()) {
      trail.looked(one, next.over() ? "over" : "another task");
    }
    if (followed.get(one.jobId) != one) {
      return;
    }
    if (next.job().isPresent()) {
      follow(next.job().get());
      wake(one.jobId);
    } else if (next.over()) {
      followed.remove(one.jobId);
    } else {
      schedule(one, one.lookAgain ? now() : now() + pause(one));
      one.called = one.lookAgain;
      one.lookAgain = false;
    }
  }

  private long pause(Followed one) {
    return plan.nextPause(age(one), parts.random().nextDouble()).toMillis();
  }

  private long now() {
    return parts.clock().millis();
  }

  private Duration age(Followed one) {
    return Duration.ofMillis(now() - one.submittedAt);
  }

  private Duration slow(Followed one) {
    return timing(one.model).map(Timing::slow).orElse(DEFAULT_SLOW);
  }

  /** The catalogue's own string: a hundred thousand jobs share a few. */
  private String name(String model) {
    return parts.catalog().find(model).map(Model::id).orElse(model);
  }

  private Optional<Timing> timing(String model) {
    return parts.catalog().find(model).map(Model::timing);
  }
}

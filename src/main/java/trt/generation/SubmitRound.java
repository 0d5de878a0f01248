package trt.generation;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.catalog.Model;
import trt.domain.job.FailReason;
import trt.domain.job.Job;
import trt.domain.job.JobEvent;
import trt.domain.job.JobState;
import trt.domain.job.Step;
import trt.kie.FailureKind;
import trt.kie.Submission;
import trt.leases.Share;
import trt.postgres.JobStore;
import trt.supervision.Failpoint;

/**
 * Submits waiting jobs. The intent is on disk before the call; after an unclear answer the job is
 * UNKNOWN and is never simply sent again.
 */
final class SubmitRound {
  private static final Logger LOG = LoggerFactory.getLogger(SubmitRound.class);
  private static final Duration BUSY_PAUSE = Duration.ofSeconds(5);
  private static final Duration CLOSED_PAUSE = Duration.ofMinutes(1);
  private static final Duration NOTE_PAUSE = Duration.ofSeconds(1);
  private static final int NOTE_TRIES = 300;

  private final GenerationParts parts;
  private final Share share;
  private final Settlement settlement;
  private final Consumer<JobStore.Loaded> accepted;
  private final Function<Duration, Future<Void>> pause;
  private final Bucket rate;
  private int inFlight;

  /**
   * @param accepted is told of jobs that are running now
   * @param pause completes after that time
   */
  SubmitRound(
      GenerationParts parts,
      Share share,
      Settlement settlement,
      Consumer<JobStore.Loaded> accepted,
      Function<Duration, Future<Void>> pause) {
    this.parts = parts;
    this.share = share;
    this.settlement = settlement;
    this.accepted = accepted;
    this.pause = pause;
    int part = Math.max(1, parts.kie().config().tasksPer10Seconds() / share.placement().count());
    this.rate =
        Bucket.builder()
            .addLimit(
                Bandwidth.builder()
                    .capacity(part)
                    .refillGreedy(part, Duration.ofSeconds(10))
                    .build())
            .build();
  }

  /**
   * Claims as many jobs as rate and room allow and submits them; completes when all have an
   * outcome.
   */
  Future<Integer> run() {
    long room = Math.min(parts.config().maxSubmitting() - inFlight, rate.getAvailableTokens());
    if (room <= 0) {
      return Future.succeededFuture(0);
    }
    inFlight += (int) room;
    return parts
        .stores()
        .jobs()
        .claim((int) room, share.shards())
        .onFailure(cause -> inFlight -= (int) room)
        .compose(
            jobs -> {
              inFlight -= (int) room - jobs.size();
              if (!jobs.isEmpty()) {
                rate.consumeIgnoringRateLimits(jobs.size());
              }
              return Future.join(
                      jobs.stream().map(job -> submit(job).onComplete(done -> inFlight--)).toList())
                  .map(jobs.size());
            });
  }

  private Future<Void> submit(JobStore.Loaded job) {
    Failpoint.hit("generation.submitting");
    Optional<Model> model = parts.catalog().find(job.order().model());
    if (model.isEmpty()) {
      return settlement.fail(job, new JobEvent.Refused(FailReason.BAD_INPUT)).mapEmpty();
    }
    GenerationParts.Kie kie = parts.kie();
    URI callback = kie.signer().url(kie.publicAddress(), job.job().id(), job.job().attempt());
    return kie.client()
        .createTask(model.get(), job.order().input(), callback)
        .recover(
            failure ->
                Future.succeededFuture(new Submission.Unclear(failure.getClass().getSimpleName())))
        .compose(submission -> follow(job, submission));
  }

  private Future<Void> follow(JobStore.Loaded job, Submission submission) {
    Failpoint.hit("generation.created");
    if (submission instanceof Submission.Accepted yes) {
      return acceptAtLast(job, yes.taskId(), NOTE_TRIES);
    }
    if (submission instanceof Submission.Refused no) {
      return refused(job, no);
    }
    LOG.atWarn()
        .addKeyValue("jobId", job.job().id())
        .addKeyValue("reason", ((Submission.Unclear) submission).reason())
        .log(
            "KIE's answer to a submission is lost; the job waits for its callback before anything is repeated");
    return parts
        .stores()
        .jobs()
        .recordAttempt(job.job(), "ambiguous", Optional.empty())
        .compose(v -> move(job.job(), new JobEvent.Unclear(), Optional.empty(), Optional.empty()))
        .mapEmpty();
  }

  /** A paid task whose id only this process knows: worth waiting for a database that is away. */
  private Future<Void> acceptAtLast(JobStore.Loaded job, String taskId, int tries) {
    Future<Void> noted = accept(job, taskId, "accepted");
    return tries <= 1
        ? noted
        : noted.recover(
            away -> pause.apply(NOTE_PAUSE).compose(v -> acceptAtLast(job, taskId, tries - 1)));
  }

  /** The job runs at KIE under this task. Also the way back from UNKNOWN. Idempotent. */
  Future<Void> accept(JobStore.Loaded job, String taskId, String how) {
    return begun(job.job(), taskId)
        .compose(moved -> moved ? Future.succeededFuture(true) : late(job, taskId))
        .compose(
            ours -> {
              if (!ours) {
                return Future.<Void>succeededFuture();
              }
              Failpoint.hit("generation.running");
              accepted.accept(running(job, taskId));
              return parts.stores().jobs().recordAttempt(job.job(), how, Optional.of(taskId));
            });
  }

  private Future<Boolean> begun(Job job, String taskId) {
    return move(job, new JobEvent.Accepted(), Optional.of(taskId), Optional.empty());
  }

  /**
   * Somebody has moved the job on meanwhile: given the submission up as unanswered, which is
   * mended; adopted this very task; or gone on without it, which leaves an orphan at our cost.
   */
  private Future<Boolean> late(JobStore.Loaded job, String taskId) {
    JobStore jobs = parts.stores().jobs();
    return jobs.find(job.job().id())
        .compose(
            found -> {
              boolean known =
                  found.flatMap(JobStore.Loaded::taskId).filter(taskId::equals).isPresent();
              boolean open =
                  found
                      .filter(now -> now.job().state() == JobState.UNKNOWN)
                      .filter(now -> now.job().attempt() == job.job().attempt())
                      .isPresent();
              if (open) {
                return begun(found.get().job(), taskId);
              }
              return known
                  ? Future.succeededFuture(false)
                  : jobs.recordAttempt(job.job(), "orphan", Optional.of(taskId)).map(false);
            });
  }

  private Future<Void> refused(JobStore.Loaded job, Submission.Refused no) {
    LOG.atWarn()
        .addKeyValue("jobId", job.job().id())
        .addKeyValue("kind", no.kind())
        .addKeyValue("code", no.code())
        .addKeyValue("message", no.message())
        .log("KIE did not take a job; it waits for another try or its money goes back");
    Future<Void> noted =
        parts.stores().jobs().recordAttempt(job.job(), "refused", Optional.empty());
    if (no.kind().isPassing() || no.kind().stopsSales()) {
      Instant again =
          parts.clock().instant().plus(no.kind().stopsSales() ? CLOSED_PAUSE : BUSY_PAUSE);
      return noted
          .compose(
              v -> move(job.job(), new JobEvent.PutOff(), Optional.empty(), Optional.of(again)))
          .mapEmpty();
    }
    return noted
        .compose(v -> settlement.fail(job, new JobEvent.Refused(reason(no.kind()))))
        .mapEmpty();
  }

  private Future<Boolean> move(
      Job job, JobEvent event, Optional<String> taskId, Optional<Instant> notBefore) {
    Optional<Step> step = event.on(job);
    return step.map(s -> parts.stores().jobs().move(job, s, taskId, notBefore))
        .orElseGet(() -> Future.succeededFuture(false));
  }

  private JobStore.Loaded running(JobStore.Loaded job, String taskId) {
    Job now =
        new Job(job.job().id(), JobState.RUNNING, job.job().attempt(), job.job().unclearAttempts());
    return new JobStore.Loaded(
        now,
        job.shard(),
        job.chatKey(),
        Optional.of(taskId),
        Optional.of(job.submittedAt().orElseGet(() -> parts.clock().instant())),
        job.createdAt(),
        job.order());
  }

  static FailReason reason(FailureKind kind) {
    return switch (kind) {
      case CONTENT_POLICY -> FailReason.CONTENT_POLICY;
      case BAD_INPUT, BAD_MEDIA -> FailReason.BAD_INPUT;
      case NO_CREDITS, BAD_KEY, RATE_LIMITED, MAINTENANCE, UNREACHABLE, INTERNAL ->
          FailReason.PROVIDER_FAILED;
    };
  }
}

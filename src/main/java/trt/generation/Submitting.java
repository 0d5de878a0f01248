package trt.generation;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.catalog.Model;
import trt.domain.job.FailReason;
import trt.domain.job.Job;
import trt.domain.job.JobEvent;
import trt.kie.FailureKind;
import trt.kie.Submission;
import trt.postgres.JobStore;
import trt.supervision.Failpoint;

/**
 * One submission. Its intent is on disk before; after an unclear answer the job is UNKNOWN and is
 * never simply sent again.
 */
final class Submitting {
  private static final Logger LOG = LoggerFactory.getLogger(Submitting.class);
  private static final Duration BUSY_PAUSE = Duration.ofSeconds(5);
  private static final Duration CLOSED_PAUSE = Duration.ofMinutes(1);

  private final GenerationParts parts;
  private final Settlement settlement;
  private final Noting noting;
  private final Gate gate;
  private final SalesStop sales;
  private final Consumer<JobStore.Loaded> accepted;
  private final OrderFiles files;
  private final JobTrail trail;

  /**
   * @param accepted is told of jobs that are running now
   */
  Submitting(
      GenerationParts parts,
      Settlement settlement,
      Noting noting,
      SalesStop sales,
      Gate gate,
      Consumer<JobStore.Loaded> accepted) {
    this.parts = parts;
    this.settlement = settlement;
    this.noting = noting;
    this.gate = gate;
    this.accepted = accepted;
    this.files = new OrderFiles(parts.catalog());
    this.sales = sales;
    this.trail = new JobTrail(parts.trail());
  }

  /** When the job may be tried again, if it is back in line; empty when it is not. */
  Future<Optional<Instant>> submit(JobStore.Loaded job, URI callback, Fence fence) {
    Failpoint.hit("generation.submitting");
    Optional<Model> model = parts.catalog().find(job.order().model());
    if (model.isEmpty()) {
      return refused(job, new Submission.Refused(FailureKind.BAD_INPUT, 0, "no such model"));
    }
    // Nothing is on the wire yet: whatever goes wrong here is certain.
    return inputs(job)
        .otherwise(away -> Optional.empty())
        .compose(
            inputs ->
                inputs
                    .map(complete -> create(job, model.get(), complete, callback, fence))
                    .orElseGet(() -> putOff(job, BUSY_PAUSE)));
  }

  /** With the addresses of the files; empty while one is missing. */
  private Future<Optional<JsonObject>> inputs(JobStore.Loaded job) {
    return files.of(job.order()).isEmpty()
        ? Future.succeededFuture(Optional.of(job.order().input()))
        : parts
            .stores()
            .uploads()
            .of(job.job().id())
            .map(urls -> files.resolved(job.order(), urls));
  }

  private Future<Optional<Instant>> create(
      JobStore.Loaded job, Model model, JsonObject inputs, URI callback, Fence fence) {
    Instant since = trail.now();
    return parts
        .kie()
        .client()
        .createTask(model, inputs, callback, fence)
        .recover(
            failure ->
                Future.succeededFuture(new Submission.Unclear(failure.getClass().getSimpleName())))
        .compose(
            submission -> {
              trail.submitted(job, submission, since);
              return follow(job, submission, fence);
            });
  }

  private Future<Optional<Instant>> follow(
      JobStore.Loaded job, Submission submission, Fence fence) {
    Failpoint.hit("generation.created");
    if (submission instanceof Submission.Accepted yes) {
      boolean again = gate.isPaused() || gate.waitsForSales();
      gate.opened();
      Future<Optional<Instant>> kept = accepted(job, yes.taskId());
      return again ? kept.compose(next -> sales.open().map(next)) : kept;
    }
    if (submission instanceof Submission.Made made) {
      return made(job, made);
    }
    if (fence.steppedBack()) {
      LOG.atWarn()
          .addKeyValue("jobId", job.job().id())
          .log("A submission came too late after its intent and was not sent; the job waits again");
      return putOff(job, Duration.ZERO);
    }
    if (submission instanceof Submission.Refused no) {
      return refused(job, no);
    }
    LOG.atWarn()
        .addKeyValue("jobId", job.job().id())
        .addKeyValue("reason", ((Submission.Unclear) submission).reason())
        .log(
            "KIE's answer to a submission is lost; the job waits for its callback before anything is repeated");
    return noting
        .atLast(
            () ->
                noting.note(job.job(), new JobEvent.Unclear(), "ambiguous", null, Optional.empty()))
        .map(Optional.empty());
  }

  private Future<Optional<Instant>> accepted(JobStore.Loaded job, String taskId) {
    Job seen = job.job();
    return noting
        .atLast(() -> noting.exists(seen, seen.attempt(), taskId, "accepted"))
        .map(
            runs -> {
              Failpoint.hit("generation.running");
              runs.ifPresent(accepted);
              return Optional.empty();
            });
  }

  /** First that it exists, then its end: a process that dies between gives the money back. */
  private Future<Optional<Instant>> made(JobStore.Loaded job, Submission.Made made) {
    Job seen = job.job();
    gate.opened();
    return noting
        .atLast(() -> noting.exists(seen, seen.attempt(), made.taskId(), "accepted"))
        .compose(
            runs -> {
              Failpoint.hit("generation.running");
              return runs.isEmpty()
                  ? Future.succeededFuture(false)
                  : noting.atLast(() -> settlement.succeed(runs.get(), made.result()));
            })
        .map(Optional.empty());
  }

  private Future<Void> closed(JobStore.Loaded job, FailureKind kind) {
    return sales.close(job, kind).onSuccess(v -> gate.salesClosed());
  }

  private Future<Optional<Instant>> refused(JobStore.Loaded job, Submission.Refused no) {
    LOG.atWarn()
        .addKeyValue("jobId", job.job().id())
        .addKeyValue("kind", no.kind())
        .addKeyValue("code", no.code())
        .addKeyValue("message", no.message())
        .log("KIE did not take a job; it waits for another try or its money goes back");
    FailureKind kind = no.kind();
    if (kind.isPassing() || kind.stopsSales()) {
      Duration pause = kind.stopsSales() ? CLOSED_PAUSE : BUSY_PAUSE;
      if (kind != FailureKind.MAINTENANCE) {
        gate.close(parts.clock().instant(), pause, kind != FailureKind.RATE_LIMITED);
      }
      Future<Optional<Instant>> waits = putOff(job, pause);
      return kind.stopsSales() ? waits.compose(again -> closed(job, kind).map(again)) : waits;
    }
    gate.opened();
    return noting
        .atLast(() -> parts.stores().submissions().outcome(job.job(), "refused", null))
        .compose(v -> settlement.fail(job, new JobEvent.Refused(reason(kind))))
        .map(Optional.empty());
  }

  private Future<Optional<Instant>> putOff(JobStore.Loaded job, Duration pause) {
    Optional<Instant> again = Optional.of(parts.clock().instant().plus(pause));
    return noting
        .atLast(() -> noting.certainly(job.job(), new JobEvent.PutOff(), "refused", again))
        .map(moved -> moved ? again : Optional.empty());
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

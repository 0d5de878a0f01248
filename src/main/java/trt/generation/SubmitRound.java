package trt.generation;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.job.Allowance;
import trt.domain.job.WaitingLine;
import trt.domain.job.WaitingLine.Waiting;
import trt.leases.Share;
import trt.postgres.JobStore;
import trt.postgres.LiveJobStore.Brief;
import trt.postgres.SubmissionStore.Claim;

/**
 * Takes jobs out of the line, commits the intent to submit each, and submits them. The rate is kept
 * twice: this instance takes its share and little more, and the database lets no more intents of
 * one KIE account through than KIE allows, whoever asks and whatever has died before.
 */
final class SubmitRound {
  private static final Logger LOG = LoggerFactory.getLogger(SubmitRound.class);

  /** KIE's limit is for this time. */
  private static final Duration KIE_WINDOW = Duration.ofSeconds(10);

  /** Until the account is asked again, for one job past the share or after it was full. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private final GenerationParts parts;
  private final Share share;
  private final WaitingLine line;
  private final Gate gate;
  private final Submitting submitting;
  private final Duration window;
  private final Allowance allowance;
  private final Set<Future<?>> underWay = new HashSet<>();
  private int inFlight;
  private boolean claiming;
  private boolean again;
  private boolean stopping;

  SubmitRound(
      GenerationParts parts, Share share, WaitingLine line, Gate gate, Submitting submitting) {
    this.parts = parts;
    this.share = share;
    this.line = line;
    this.gate = gate;
    this.submitting = submitting;
    // A request is written within that time after its intent, so intents that lie further apart
    // than both together reach KIE further apart than its window.
    this.window = KIE_WINDOW.plus(parts.config().intentValid());
    this.allowance = new Allowance(window, ASK_AGAIN);
  }

  /**
   * Claims as many jobs as rate and room allow. Asked again while it is at it, it goes on after;
   * completes when the intents are on disk, not when KIE has answered.
   */
  Future<Void> run() {
    if (claiming) {
      again = true;
      return Future.succeededFuture();
    }
    Instant now = parts.clock().instant();
    int room = room(now);
    List<Waiting> offered = room > 0 ? line.take(room, now) : List.of();
    if (offered.isEmpty()) {
      return Future.succeededFuture();
    }
    claiming = true;
    return claim(offered)
        .onComplete(done -> claiming = false)
        .compose(
            v -> {
              boolean more = again;
              again = false;
              return more ? run() : Future.succeededFuture();
            });
  }

  /**
   * Claims nothing from now on; completes when every submission under way has its outcome noted.
   */
  Future<Void> stop() {
    stopping = true;
    // A claim that was under way ends with submissions: they are waited for as well.
    return underWay.isEmpty()
        ? Future.succeededFuture()
        : Future.join(List.copyOf(underWay)).transform(ended -> stop());
  }

  /** Goes on when sales, closed by a refusal here, are open again. */
  Future<Void> lookAtSales() {
    if (!gate.waitsForSales()) {
      return Future.succeededFuture();
    }
    return parts
        .stores()
        .pauses()
        .find(parts.kie().account())
        .onSuccess(
            pause -> {
              if (pause.isEmpty()) {
                gate.salesOpen();
              }
            })
        .mapEmpty();
  }

  /** Whether people are told that the studio is paused. */
  boolean isPaused() {
    return gate.isPaused() || parts.kie().client().creatable() == 0;
  }

  private int room(Instant now) {
    if (stopping) {
      return 0;
    }
    int free = allowance.left(parts.nanoTime().getAsLong(), part());
    free = Math.min(free, parts.config().maxSubmitting() - inFlight);
    int careful = Math.min(gate.most(now), parts.kie().client().creatable());
    return Math.min(free, careful == Integer.MAX_VALUE ? free : careful - inFlight);
  }

  /** Rounded up: the database sees to it that all shares together stay within the limit. */
  private int part() {
    return (int) Math.ceil(share.fraction() * parts.kie().config().tasksPer10Seconds());
  }

  private Future<Void> claim(List<Waiting> offered) {
    Map<Long, Waiting> places = new HashMap<>();
    offered.forEach(waiting -> places.put(waiting.jobId(), waiting));
    long asked = parts.nanoTime().getAsLong();
    Future<Void> claimed =
        parts
            .stores()
            .submissions()
            .claim(
                parts.kie().account(),
                offered.stream().map(Waiting::jobId).toList(),
                parts.kie().config().tasksPer10Seconds(),
                window)
            // Its effect is unknown: what was taken is found as interrupted, the rest as waiting.
            .onFailure(away -> LOG.debug("A claim failed; the sweep finds its jobs"))
            .compose(
                claim -> {
                  boolean full = claim.room() < offered.size();
                  long now = parts.nanoTime().getAsLong();
                  allowance.note(now, claim.taken().size(), full, part());
                  unclaimed(offered, claim).forEach(line::back);
                  return load(claim, places, asked);
                });
    track(claimed);
    return claimed;
  }

  /** Those there was no room for. Others that were not taken are not waiting any more. */
  private static List<Waiting> unclaimed(List<Waiting> offered, Claim claim) {
    return new ArrayList<>(offered.subList(Math.min(claim.room(), offered.size()), offered.size()));
  }

  private Future<Void> load(Claim claim, Map<Long, Waiting> places, long asked) {
    return parts
        .stores()
        .jobs()
        .byIds(claim.taken())
        .map(
            jobs -> {
              jobs.forEach(
                  job -> begin(job, Objects.requireNonNull(places.get(job.job().id())), asked));
              return null;
            });
  }

  private void begin(JobStore.Loaded job, Waiting place, long asked) {
    line.served(place);
    Fence fence =
        new Fence(
            parts.nanoTime(),
            asked + parts.config().intentValid().toNanos(),
            () -> share.owns(job.shard()));
    URI callback = parts.kie().callback(job.job().id(), job.job().attempt());
    inFlight++;
    track(
        Future.succeededFuture()
            .compose(v -> submitting.submit(job, callback, fence))
            .onSuccess(later -> later.ifPresent(until -> line.back(place.until(until))))
            .onComplete(done -> inFlight--));
  }

  private void track(Future<?> work) {
    underWay.add(work);
    work.onComplete(done -> underWay.remove(work));
  }

  /** A job that waits, unless it is on its way already. */
  void join(Brief job) {
    line.add(
        job.id(),
        job.userId(),
        job.shard(),
        job.createdAt(),
        job.notBefore().orElse(Instant.EPOCH));
  }
}

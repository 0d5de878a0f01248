package trt.generation;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.catalog.Model;
import trt.domain.job.JobEvent;
import trt.domain.job.JobState;
import trt.domain.job.Step;
import trt.leases.Share;
import trt.postgres.JobStore;

/**
 * Finds jobs that time has left behind: submissions of a process that died, answers nobody called
 * back about, orders KIE never took, running jobs nobody follows.
 */
final class StuckRound {
  private static final Logger LOG = LoggerFactory.getLogger(StuckRound.class);
  private static final int ROWS = 500;

  private final GenerationParts parts;
  private final Share share;
  private final Settlement settlement;
  private final PollRound polls;
  private final Adoption adoption;

  StuckRound(
      GenerationParts parts,
      Share share,
      Settlement settlement,
      PollRound polls,
      Adoption adoption) {
    this.parts = parts;
    this.share = share;
    this.settlement = settlement;
    this.polls = polls;
    this.adoption = adoption;
  }

  /** What a pass found. */
  record Found(int takenUp, int interrupted, int unanswered, int expired) {}

  Future<Found> run() {
    return each(JobState.RUNNING, Duration.ZERO, this::takeUp)
        .compose(
            taken ->
                each(JobState.SUBMITTING, interruptedAfter(), this::interrupted)
                    .compose(
                        interrupted ->
                            each(JobState.UNKNOWN, Duration.ZERO, this::unanswered)
                                .compose(
                                    unanswered ->
                                        each(
                                                JobState.NEW,
                                                parts.config().waitAtMost(),
                                                this::expired)
                                            .map(
                                                expired ->
                                                    new Found(
                                                        taken,
                                                        interrupted,
                                                        unanswered,
                                                        expired)))));
  }

  /** Longer than any submission of a living process takes. */
  private Duration interruptedAfter() {
    return parts
        .kie()
        .config()
        .requestTimeout()
        .plus(parts.kie().config().connectTimeout())
        .multipliedBy(2);
  }

  private Future<Integer> each(
      JobState state, Duration olderThan, Function<JobStore.Loaded, Future<?>> mend) {
    return parts
        .stores()
        .jobs()
        .inState(state, olderThan, ROWS, share.shards())
        .compose(
            jobs -> {
              // One job that cannot be mended now must not hold up the others.
              List<Future<?>> mended =
                  jobs.stream().<Future<?>>map(job -> alone(job, mend)).toList();
              return Future.join(mended).map(jobs.size());
            });
  }

  private static Future<?> alone(JobStore.Loaded job, Function<JobStore.Loaded, Future<?>> mend) {
    return mend.apply(job)
        .onFailure(
            cause ->
                LOG.atWarn()
                    .addKeyValue("jobId", job.job().id())
                    .addKeyValue("state", job.job().state())
                    .addKeyValue("cause", cause.getClass().getSimpleName())
                    .log("A job that is stuck could not be mended; the next sweep tries again"))
        .otherwiseEmpty();
  }

  private Future<?> takeUp(JobStore.Loaded job) {
    polls.takeUp(job);
    return Future.succeededFuture();
  }

  private Future<?> interrupted(JobStore.Loaded job) {
    return parts
        .stores()
        .jobs()
        .recordAttempt(job.job(), "ambiguous", Optional.empty())
        .compose(v -> move(job, new JobEvent.Unclear()));
  }

  private Future<?> unanswered(JobStore.Loaded job) {
    Duration wait = parts.config().unknownAfter().plus(slow(job));
    Duration age =
        Duration.between(job.submittedAt().orElse(job.createdAt()), parts.clock().instant());
    // KIE may be away: then the job is still given up in time.
    Future<Void> recalled = adoption.recall(job).otherwiseEmpty();
    return age.compareTo(wait) < 0 ? recalled : recalled.compose(v -> abandoned(job));
  }

  private Future<?> abandoned(JobStore.Loaded job) {
    boolean cheap = job.order().credits().compareTo(parts.config().repeatUpToCredits()) <= 0;
    JobEvent event = new JobEvent.NobodyCalledBack(cheap);
    boolean again = event.on(job.job()).filter(step -> step.to() == JobState.NEW).isPresent();
    return again ? move(job, event) : settlement.fail(job, event);
  }

  private Future<?> expired(JobStore.Loaded job) {
    return settlement.fail(job, new JobEvent.Expired());
  }

  private Future<Boolean> move(JobStore.Loaded job, JobEvent event) {
    Optional<Step> step = event.on(job.job());
    return step.map(
            s -> parts.stores().jobs().move(job.job(), s, Optional.empty(), Optional.empty()))
        .orElseGet(() -> Future.succeededFuture(false));
  }

  private Duration slow(JobStore.Loaded job) {
    return parts
        .catalog()
        .find(job.order().model())
        .map(Model::timing)
        .map(timing -> timing.slow())
        .orElse(Duration.ofMinutes(5));
  }
}

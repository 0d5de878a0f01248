package trt.generation;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.catalog.Model;
import trt.domain.job.JobEvent;
import trt.domain.job.JobState;
import trt.postgres.JobStore;

/**
 * Mends jobs that time has left behind: submissions of a process that died, answers nobody called
 * back about, orders KIE never took.
 */
final class StuckRound {
  private static final Logger LOG = LoggerFactory.getLogger(StuckRound.class);

  private final GenerationParts parts;
  private final Settlement settlement;
  private final Noting noting;
  private final Adoption adoption;

  StuckRound(GenerationParts parts, Settlement settlement, Noting noting, Adoption adoption) {
    this.parts = parts;
    this.settlement = settlement;
    this.noting = noting;
    this.adoption = adoption;
  }

  /** Looks at these jobs; one that cannot be mended now does not hold up the others. */
  Future<Void> mend(Collection<Long> ids) {
    return parts
        .stores()
        .jobs()
        .byIds(ids)
        .compose(
            jobs -> {
              List<Future<?>> mended =
                  jobs.stream().<Future<?>>map(job -> alone(job, this::mended)).toList();
              return Future.join(mended).mapEmpty();
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

  private Future<?> mended(JobStore.Loaded job) {
    return switch (job.job().state()) {
      case SUBMITTING -> interrupted(job);
      case UNKNOWN -> unanswered(job);
      case NEW -> isOlder(job.createdAt(), parts.config().waitAtMost()) ? expired(job) : nothing();
      case RUNNING, SUCCEEDED, FAILED -> nothing();
    };
  }

  /** Longer than any submission of a living process takes. */
  private Duration interruptedAfter() {
    return parts
        .config()
        .intentValid()
        .plus(parts.kie().config().requestTimeout())
        .plus(parts.kie().config().connectTimeout());
  }

  private Future<?> interrupted(JobStore.Loaded job) {
    return isOlder(job.submittedAt().orElse(job.createdAt()), interruptedAfter())
        ? noting.note(job.job(), new JobEvent.Unclear(), "ambiguous", null, Optional.empty())
        : nothing();
  }

  private Future<?> unanswered(JobStore.Loaded job) {
    Duration wait = parts.config().unknownAfter().plus(slow(job));
    // KIE may be away: then the job is still given up in time.
    Future<Void> recalled = adoption.recall(job).otherwiseEmpty();
    return isOlder(job.submittedAt().orElse(job.createdAt()), wait)
        ? recalled.compose(v -> abandoned(job))
        : recalled;
  }

  private Future<Boolean> abandoned(JobStore.Loaded job) {
    boolean cheap = job.order().credits().compareTo(parts.config().repeatUpToCredits()) <= 0;
    JobEvent event = new JobEvent.NobodyCalledBack(cheap);
    boolean again = event.on(job.job()).filter(step -> step.to() == JobState.NEW).isPresent();
    return again
        ? noting.note(job.job(), event, "ambiguous", null, Optional.empty())
        : settlement.fail(job, event);
  }

  private Future<Boolean> expired(JobStore.Loaded job) {
    return settlement.fail(job, new JobEvent.Expired());
  }

  private boolean isOlder(Instant since, Duration than) {
    return since.plus(than).isBefore(parts.clock().instant());
  }

  private static Future<Void> nothing() {
    return Future.succeededFuture();
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

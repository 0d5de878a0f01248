package trt.generation;

import java.time.Instant;
import java.util.Locale;
import java.util.OptionalInt;
import trt.domain.job.Job;
import trt.kie.Submission;
import trt.postgres.JobStore;
import trt.tracing.Step;
import trt.tracing.Trail;

/** What becomes of jobs, in the traces of the updates that ordered them. */
final class JobTrail {
  private static final String UNIT = "generation";
  private static final int OK = 200;

  private final Trail trail;

  JobTrail(Trail trail) {
    this.trail = trail;
  }

  Instant now() {
    return trail.now();
  }

  /** KIE was asked to make it; a code of 0 means that nothing was sent. */
  void submitted(JobStore.Loaded job, Submission submission, Instant since) {
    if (!isTold(job.order().cause())) {
      return;
    }
    Step step = step(job, "submit job", Step.Direction.OUT, since);
    if (submission instanceof Submission.Accepted) {
      trail.add(answered(step, OK).with("trt.outcome", "accepted"));
    } else if (submission instanceof Submission.Refused no) {
      trail.add(
          answered(step, no.code())
              .with("trt.outcome", "refused")
              .with("error.type", word(no.kind()))
              .failed(true));
    } else {
      trail.add(step.with("trt.outcome", "unclear").failed(true));
    }
  }

  /**
   * A look at KIE that changed something.
   *
   * @param outcome what it led to
   */
  void looked(Followed one, String outcome) {
    if (isTold(one.cause)) {
      trail.add(
          facts(
                  Step.of(one.cause.getAsInt(), UNIT, "look at job", Step.Direction.OUT, one.begun),
                  one.jobId,
                  one.model,
                  one.attempt)
              .with("trt.trigger", one.called ? "callback" : "timer")
              .with("trt.outcome", outcome));
    }
  }

  /** A callback proved a submission whose answer was lost. */
  void adopted(JobStore.Loaded job, Instant since) {
    if (isTold(job.order().cause())) {
      trail.add(
          step(job, "adopt task", Step.Direction.WITHIN, since)
              .with("trt.trigger", "callback")
              .with("trt.outcome", "adopted"));
    }
  }

  /** The whole of it, from the order to the end, money included. */
  void ended(JobStore.Loaded job, String outcome, boolean failed) {
    if (isTold(job.order().cause())) {
      trail.add(
          step(job, "generation", Step.Direction.WITHIN, job.createdAt())
              .with("trt.outcome", outcome)
              .failed(failed));
    }
  }

  private boolean isTold(OptionalInt cause) {
    return trail.isOn() && cause.isPresent();
  }

  private static Step answered(Step step, int code) {
    return code == 0 ? step : step.with("http.response.status_code", (long) code);
  }

  private static Step step(
      JobStore.Loaded loaded, String name, Step.Direction direction, Instant since) {
    Job job = loaded.job();
    int update = loaded.order().cause().orElseThrow();
    return facts(
        Step.of(update, UNIT, name, direction, since),
        job.id(),
        loaded.order().model(),
        job.attempt());
  }

  private static Step facts(Step step, long job, String model, int attempt) {
    return step.with("trt.job.id", job)
        .with("trt.model", model)
        .with("trt.attempt", (long) attempt);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}

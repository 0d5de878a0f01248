package trt.delivery;

import io.vertx.core.AsyncResult;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import trt.domain.outbox.Outgoing;
import trt.telegram.Reply;
import trt.tracing.Step;
import trt.tracing.Trail;

/** Calls to Telegram, in the traces of the updates they answer. */
final class CallTrail {
  private static final Pattern OF_JOB = Pattern.compile("job:([0-9]{1,18}):.*");
  private static final int OK = 200;
  private static final int TOO_MANY = 429;

  private final Trail trail;

  CallTrail(Trail trail) {
    this.trail = trail;
  }

  Instant now() {
    return trail.now();
  }

  /**
   * A call was made, or was given up.
   *
   * @param method as it was sent, which may be another than was decided
   * @param since when everything was ready: the last look and the pace come before the call
   */
  void called(Entry entry, String method, Instant since, AsyncResult<Reply> answer) {
    Outgoing message = entry.message();
    if (!trail.isOn() || message.cause().isEmpty()) {
      return;
    }
    Step step =
        Step.of(
                message.cause().getAsInt(),
                "delivery",
                "deliver " + method,
                Step.Direction.OUT,
                since)
            .with("trt.attempt", entry.attempts() + 1L);
    Matcher job = OF_JOB.matcher(message.dedupe());
    if (job.matches()) {
      step = step.with("trt.job.id", Long.parseLong(job.group(1)));
    }
    trail.add(
        answer.succeeded()
            ? answered(step, answer.result())
            : step.with("trt.outcome", "unanswered")
                .with("error.type", answer.cause().getClass().getSimpleName())
                .failed(true));
  }

  private static Step answered(Step step, Reply reply) {
    if (reply instanceof Reply.Refused refused) {
      return status(step, refused.code(), "refused").failed(true);
    }
    return reply instanceof Reply.Throttled
        ? status(step, TOO_MANY, "throttled").failed(true)
        : status(step, OK, "sent");
  }

  private static Step status(Step step, int code, String outcome) {
    return step.with("http.response.status_code", (long) code).with("trt.outcome", outcome);
  }
}

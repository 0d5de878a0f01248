package trt.generation;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.bus.Addresses;
import trt.bus.Perishable;
import trt.domain.job.JobState;
import trt.postgres.JobStore;

/** Tells how far a job is: worth sending now or never, so nothing is written. */
final class Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  private final GenerationParts parts;
  private final JobMessages messages;

  Progress(GenerationParts parts) {
    this.parts = parts;
    this.messages = new JobMessages(parts.catalog(), parts.renderer());
  }

  /** Not more often than set. Never fails: one that cannot be told is left out. */
  Future<Void> show(Followed one, Duration age) {
    long now = parts.clock().millis();
    if (now - one.lastProgress < parts.config().progressEvery().toMillis()) {
      return Future.succeededFuture();
    }
    one.lastProgress = now;
    return parts
        .stores()
        .jobs()
        .find(one.jobId)
        .map(
            found -> {
              found
                  .filter(job -> job.job().state() == JobState.RUNNING)
                  .ifPresent(job -> send(job, messages.running(job, age.toSeconds())));
              return (Void) null;
            })
        .otherwise(
            cause -> {
              LOG.atDebug()
                  .addKeyValue("jobId", one.jobId)
                  .addKeyValue("cause", cause.getClass().getSimpleName())
                  .log("A progress is not told; the next look tells it");
              return null;
            });
  }

  /** The place in line of a job that waits. */
  void place(JobStore.Loaded job, int place, boolean paused) {
    send(job, messages.waiting(job, place, paused));
  }

  private void send(JobStore.Loaded job, JsonObject params) {
    if (job.order().messageId().isEmpty()) {
      return;
    }
    Instant until = parts.clock().instant().plus(parts.config().progressEvery());
    parts
        .bus()
        .publish(
            Addresses.PERISHABLES,
            new Perishable(job.shard(), job.chatKey(), "editMessageText", params.encode(), until));
  }
}

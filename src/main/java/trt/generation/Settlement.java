package trt.generation;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.bus.Addresses;
import trt.bus.OutboxFilled;
import trt.bus.UpdatesArrived;
import trt.config.GenerationConfig;
import trt.domain.dialogue.Purpose;
import trt.domain.inbox.PendingUpdate;
import trt.domain.job.JobEvent;
import trt.domain.job.JobState;
import trt.domain.job.Step;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Outgoing;
import trt.domain.wallet.Usage;
import trt.kie.TaskRecord;
import trt.postgres.JobStore;
import trt.supervision.Failpoint;

/** The end of a job: state, money and message to the user in ONE transaction. */
final class Settlement {
  private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);

  private final GenerationParts parts;
  private final JobMessages messages;
  private final JobTrail trail;

  Settlement(GenerationParts parts) {
    this.parts = parts;
    this.messages = new JobMessages(parts.catalog(), parts.renderer());
    this.trail = new JobTrail(parts.trail());
  }

  /**
   * Captures the price, or the part that was used where KIE says so, and hands the result to the
   * outbox. Does nothing when somebody else has settled.
   */
  Future<Boolean> succeed(JobStore.Loaded job, TaskRecord.Succeeded result) {
    return new JobEvent.Finished()
        .on(job.job())
        .map(
            step -> {
              long charged = charged(job, result);
              return settle(
                  job, step, charged, Optional.of(result), messages.result(job, result, charged));
            })
        .orElseGet(() -> Future.succeededFuture(false));
  }

  /** Gives the money back and says why, if the event ends the job. */
  Future<Boolean> fail(JobStore.Loaded job, JobEvent event) {
    return fail(job, event, Map.of());
  }

  /**
   * The same.
   *
   * @param details what the text of the reason speaks of besides the job
   */
  Future<Boolean> fail(JobStore.Loaded job, JobEvent event, Map<String, Object> details) {
    Optional<Step> step = event.on(job.job()).filter(s -> s.to() == JobState.FAILED);
    return step.map(
            s ->
                settle(
                    job,
                    s,
                    0,
                    Optional.empty(),
                    List.of(messages.failed(job, s.reason().orElseThrow(), details))))
        .orElseGet(() -> Future.succeededFuture(false));
  }

  /** A free generation is one whole piece. */
  private static long charged(JobStore.Loaded job, TaskRecord.Succeeded result) {
    JobStore.Order order = job.order();
    return Usage.charged(order.price(), order.credits(), result.echo().credits());
  }

  private Future<Boolean> settle(
      JobStore.Loaded job,
      Step step,
      long captured,
      Optional<TaskRecord.Succeeded> result,
      List<Draft> drafts) {
    JobStore jobs = parts.stores().jobs();
    return parts
        .stores()
        .db()
        .transaction(
            connection ->
                jobs.settle(connection, job, step.from(), captured, step.reason())
                    .compose(
                        done -> {
                          if (!done) {
                            return Future.succeededFuture(Optional.<Written>empty());
                          }
                          Future<Void> kept =
                              result
                                  .map(r -> jobs.keepResult(connection, job.job().id(), json(r)))
                                  .orElseGet(Future::succeededFuture);
                          return kept.compose(v -> write(connection, job, result, drafts))
                              .onSuccess(v -> Failpoint.hit("generation.unsettled"))
                              .map(Optional::of);
                        }))
        .map(
            written -> {
              written.ifPresent(
                  told -> {
                    Failpoint.hit("generation.settled");
                    parts.bus().publish(Addresses.OUTBOX, new OutboxFilled(told.calls()));
                    if (!told.heard().isEmpty()) {
                      parts.bus().publish(Addresses.UPDATES, new UpdatesArrived(told.heard()));
                    }
                    record(job, step);
                  });
              return written.isPresent();
            });
  }

  private record Written(List<Outgoing> calls, List<PendingUpdate> heard) {}

  /** The message, and where somebody waits for the words, the word that they are there. */
  private Future<Written> write(
      SqlConnection connection,
      JobStore.Loaded job,
      Optional<TaskRecord.Succeeded> result,
      List<Draft> drafts) {
    boolean awaited =
        result.flatMap(TaskRecord.Succeeded::text).filter(text -> !text.isBlank()).isPresent()
            && Purpose.of(job.order().input().getMap()).isPresent();
    Future<List<PendingUpdate>> heard =
        awaited
            ? parts.stores().heard().add(connection, job).map(List::of)
            : Future.succeededFuture(List.of());
    return heard.compose(
        updates ->
            parts
                .stores()
                .outbox()
                .add(connection, drafts)
                .map(calls -> new Written(calls, updates)));
  }

  /**
   * Books a task that nobody pays for, once. If the money went back not long ago, the result is
   * given away, once for a job.
   *
   * @return true when it was booked now
   */
  Future<Boolean> orphan(JobStore.Loaded job, int attempt, String taskId, TaskRecord record) {
    boolean made = record instanceof TaskRecord.Succeeded;
    BigDecimal cost =
        made ? record.echo().credits().orElse(job.order().credits()) : BigDecimal.ZERO;
    boolean give = made && isWelcome(job);
    return parts
        .stores()
        .db()
        .transaction(
            connection ->
                parts
                    .stores()
                    .submissions()
                    .book(connection, job.job().id(), attempt, taskId, cost, give)
                    .compose(
                        booked ->
                            booked.orElse(false) && record instanceof TaskRecord.Succeeded result
                                ? parts
                                    .stores()
                                    .outbox()
                                    .add(connection, messages.late(job, result))
                                    .map(calls -> new Booked(true, calls))
                                : Future.succeededFuture(
                                    new Booked(booked.isPresent(), List.of()))))
        .map(booked -> told(job, booked, cost));
  }

  private record Booked(boolean now, List<Outgoing> calls) {}

  private boolean told(JobStore.Loaded job, Booked booked, BigDecimal cost) {
    if (booked.now() && cost.signum() > 0) {
      parts.meters().counter("trt.job.orphan.credits").increment(cost.doubleValue());
      LOG.atWarn()
          .addKeyValue("jobId", job.job().id())
          .addKeyValue("credits", cost)
          .addKeyValue("given", !booked.calls().isEmpty())
          .log("KIE made a result nobody pays for; it is at our cost");
    }
    if (!booked.calls().isEmpty()) {
      parts.bus().publish(Addresses.OUTBOX, new OutboxFilled(booked.calls()));
    }
    return booked.now();
  }

  private boolean isWelcome(JobStore.Loaded job) {
    Instant since = parts.clock().instant().minus(parts.config().lateWithin());
    return job.job().state() == JobState.FAILED
        && parts.config().lateResults() == GenerationConfig.LateResults.GIVE
        && job.settledAt().filter(since::isBefore).isPresent();
  }

  private void record(JobStore.Loaded job, Step step) {
    String outcome = step.reason().map(Enum::name).orElse("SUCCEEDED");
    trail.ended(job, outcome, step.to() == JobState.FAILED);
    Duration age = Duration.between(job.createdAt(), parts.clock().instant());
    parts.meters().timer("trt.job", "model", job.order().model(), "outcome", outcome).record(age);
    LOG.atInfo()
        .addKeyValue("jobId", job.job().id())
        .addKeyValue("model", job.order().model())
        .addKeyValue("outcome", outcome)
        .addKeyValue("seconds", age.toSeconds())
        .log("A job is over");
  }

  private static JsonObject json(TaskRecord.Succeeded result) {
    JsonArray outputs = new JsonArray();
    result
        .outputs()
        .forEach(
            output -> {
              JsonObject one = new JsonObject().put("url", output.url().toString());
              output.track().ifPresent(track -> one.put("track", track));
              output.title().ifPresent(title -> one.put("title", title));
              output.seconds().ifPresent(seconds -> one.put("seconds", seconds));
              outputs.add(one);
            });
    JsonObject json = new JsonObject().put("outputs", outputs);
    result.text().ifPresent(text -> json.put("text", text));
    return json;
  }
}

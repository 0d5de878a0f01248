package trt.ingress;

import io.micrometer.core.instrument.Counter;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.inbox.PendingUpdate;
import trt.telegram.RefusalKind;
import trt.telegram.Reply;
import trt.telegram.TelegramUnavailable;
import trt.tracing.Trail;

/**
 * One poll: fetches updates, stores them, and only then moves the offset, with which the next poll
 * confirms them. The offset is kept nowhere: a new process starts at 0, gets what is unconfirmed
 * once more, and the inbox knows it already. Lives on one event loop; one round at a time.
 */
final class UpdatePoll {
  private static final Logger LOG = LoggerFactory.getLogger(UpdatePoll.class);
  private static final int MOST = 100; // Telegram's limit for one getUpdates

  private final PollingParts parts;
  private final GroupCommit commit;
  private final int limit;
  private Future<?> storing = Future.succeededFuture();
  private boolean stopped;
  private long offset;

  UpdatePoll(PollingParts parts, GroupCommit commit) {
    this.parts = parts;
    this.commit = commit;
    // More than the queue takes would be shed each time and never get through.
    this.limit = Math.min(MOST, parts.ingress().config().queueRows());
  }

  /**
   * Fails only by a mistake in the program, never by an outage.
   *
   * @param patience how long Telegram may wait for news, whole seconds, at most 50
   */
  Future<Polled> round(Duration patience) {
    return parts
        .telegram()
        .call("getUpdates", params(patience))
        .compose(this::understand)
        .recover(
            cause ->
                cause instanceof TelegramUnavailable
                    ? held(Obstacle.UNREACHABLE, String.valueOf(cause.getMessage()))
                    : Future.failedFuture(cause));
  }

  /** An answer that comes from now on is ignored; completes when what is being stored is done. */
  Future<Void> stop() {
    stopped = true;
    return storing.<Void>mapEmpty().otherwiseEmpty();
  }

  private JsonObject params(Duration patience) {
    return new JsonObject()
        .put("offset", offset)
        .put("timeout", patience.toSeconds())
        .put("limit", limit)
        .put("allowed_updates", new JsonArray(parts.allowedUpdates()));
  }

  private Future<Polled> understand(Reply reply) {
    if (reply instanceof Reply.Throttled throttled) {
      return Future.succeededFuture(
          new Polled.Held(Obstacle.THROTTLED, "429", throttled.retryAfter()));
    }
    if (reply instanceof Reply.Refused refused) {
      boolean conflict = refused.kind() == RefusalKind.CONFLICT;
      return held(conflict ? Obstacle.CONFLICT : Obstacle.REFUSED, refused.description());
    }
    return reply instanceof Reply.Done done && done.result() instanceof JsonArray page
        ? take(page)
        : held(Obstacle.UNREADABLE, "not a list");
  }

  private Future<Polled> take(JsonArray page) {
    if (stopped || page.isEmpty()) {
      return Future.succeededFuture(new Polled.Taken(0));
    }
    List<PendingUpdate> updates = read(page);
    if (updates.isEmpty()) {
      return held(Obstacle.UNREADABLE, "no update with an id");
    }
    Future<Polled> stored = store(updates);
    storing = stored;
    return stored;
  }

  private List<PendingUpdate> read(JsonArray page) {
    List<PendingUpdate> updates = new ArrayList<>();
    for (Object element : page) {
      Optional<PendingUpdate> update =
          element instanceof JsonObject object
              ? UpdateEnvelope.read(parts.ingress().feedId(), object.toBuffer())
              : Optional.empty();
      update.ifPresentOrElse(
          updates::add,
          () -> {
            count("malformed");
            LOG.warn("Telegram sent an update without an id; it is skipped");
          });
    }
    return updates;
  }

  private Future<Polled> store(List<PendingUpdate> updates) {
    List<Future<GroupCommit.Outcome>> outcomes = updates.stream().map(this::store).toList();
    return Future.all(outcomes).compose(all -> settle(updates, all.list()));
  }

  private Future<GroupCommit.Outcome> store(PendingUpdate update) {
    Trail trail = parts.ingress().trail();
    Instant since = trail.now();
    return commit
        .store(update)
        .onSuccess(outcome -> trail.received(update, "polling", outcome.word(), since));
  }

  private Future<Polled> settle(List<PendingUpdate> updates, List<GroupCommit.Outcome> outcomes) {
    outcomes.forEach(outcome -> count(outcome.word()));
    if (outcomes.contains(GroupCommit.Outcome.SHED)) {
      return held(Obstacle.NOT_STORED, "the database did not confirm");
    }
    IngressParts ingress = parts.ingress();
    ingress.lastUpdate().set(ingress.meters().config().clock().wallTime() / 1000);
    // May be smaller than before: after a quiet week Telegram begins a new row of numbers.
    offset = updates.stream().mapToLong(PendingUpdate::updateId).max().orElseThrow() + 1;
    return Future.succeededFuture(new Polled.Taken(updates.size()));
  }

  private void count(String outcome) {
    Counter.builder("trt.polling.updates")
        .tag("outcome", outcome)
        .register(parts.ingress().meters())
        .increment();
  }

  private static Future<Polled> held(Obstacle obstacle, String cause) {
    return Future.succeededFuture(new Polled.Held(obstacle, cause, Duration.ZERO));
  }
}

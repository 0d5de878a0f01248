package trt.delivery;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Outgoing;
import trt.postgres.OutboxStore;
import trt.postgres.OutboxStore.Ended;
import trt.supervision.Failpoint;

/**
 * One call from the outbox to its end or to its next attempt. Marks come before a send that must
 * not be repeated lightly, records after it; both in batches.
 */
final class DeliveryRound {
  private static final int BATCH = 128;
  private static final Duration PERSISTED_PAUSE = Duration.ofSeconds(5);

  private final OutboxStore outbox;
  private final Attempt attempt;
  private final Duration ambiguousAfter;
  private final Clock clock;
  private final Batch<Outgoing, Set<Long>> marks;
  private final Batch<Ended, Void> records;

  DeliveryRound(DeliveryParts parts) {
    this.outbox = parts.outbox();
    this.ambiguousAfter = parts.config().ambiguousAfter();
    this.attempt = new Attempt(parts.telegram(), parts.media(), outbox, ambiguousAfter);
    this.clock = parts.clock();
    this.marks = new Batch<>(BATCH, outbox::markSending);
    this.records = new Batch<>(BATCH, outbox::finish);
  }

  /** What the shell does with the call now. */
  sealed interface Next {
    /** Forget it. */
    record Done() implements Next {}

    /** Take it again after a pause. */
    record Wait(Duration pause, boolean unclear) implements Next {}

    /** As Wait, and let the pace know. */
    record Slow(Duration retryAfter) implements Next {}

    /** Go on with this call in its place. */
    record Instead(Outgoing call) implements Next {}
  }

  /** How long the call must wait before it may be tried, pace apart. */
  Duration notBefore(Lanes.Entry entry) {
    Outgoing message = entry.message();
    Instant earliest =
        message
            .sendingAt()
            .map(begun -> begun.plus(ambiguousAfter))
            .filter(i -> entry.attempts() == 0)
            .orElse(Instant.EPOCH);
    Instant held = message.notBefore().orElse(Instant.EPOCH);
    Instant until = earliest.isAfter(held) ? earliest : held;
    Duration wait = Duration.between(clock.instant(), until);
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /**
   * Makes the call. Fails only when the database does not take a mark or a record; run again, it
   * goes on from there and does not repeat a call whose outcome is known.
   */
  Future<Next> run(Lanes.Entry entry) {
    return entry
        .unrecorded()
        .map(verdict -> follow(entry.message(), verdict))
        .orElseGet(() -> call(entry))
        .onSuccess(next -> entry.recorded());
  }

  private Future<Next> call(Lanes.Entry entry) {
    Outgoing message = entry.message();
    if (message.expiresAt().filter(at -> at.isBefore(clock.instant())).isPresent()) {
      return over(new Ended(message, 0, "", 'E'));
    }
    return marked(message)
        .compose(
            stillThere ->
                stillThere
                    ? attempt
                        .make(message, entry.attempts(), entry.possiblyDelivered())
                        .onSuccess(entry::decided)
                        .compose(verdict -> follow(message, verdict))
                    : Future.succeededFuture(new Next.Done()));
  }

  private Future<Boolean> marked(Outgoing message) {
    return message.deliveryClass() == DeliveryClass.MUST_ARRIVE
        ? marks
            .add(message)
            .map(there -> there.contains(message.id()))
            .onSuccess(v -> Failpoint.hit("delivery.marked"))
        : Future.succeededFuture(true);
  }

  private Future<Next> follow(Outgoing message, Verdict verdict) {
    Failpoint.hit("delivery.unrecorded");
    if (verdict instanceof Verdict.Over over) {
      return over(over.ended());
    }
    if (verdict instanceof Verdict.Later later) {
      return holdBack(message, later.unclear() ? Duration.ZERO : later.pause())
          .map(new Next.Wait(later.pause(), later.unclear()));
    }
    if (verdict instanceof Verdict.Throttled throttled) {
      return holdBack(message, throttled.retryAfter()).map(new Next.Slow(throttled.retryAfter()));
    }
    Verdict.Replace replace = (Verdict.Replace) verdict;
    return outbox
        .replace(message, replace.deliveryClass(), replace.method(), replace.body())
        .map(new Next.Instead(replaced(message, replace)));
  }

  private Future<Next> over(Ended ended) {
    return records.add(ended).map(new Next.Done());
  }

  /** Only long pauses are worth a write. */
  private Future<Void> holdBack(Outgoing message, Duration pause) {
    return pause.compareTo(PERSISTED_PAUSE) >= 0
        ? outbox.holdBack(message, clock.instant().plus(pause))
        : Future.succeededFuture();
  }

  private static Outgoing replaced(Outgoing old, Verdict.Replace by) {
    return new Outgoing(
        old.shard(),
        old.chatKey(),
        old.id(),
        old.dedupe(),
        by.deliveryClass(),
        by.method(),
        by.body(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        old.expiresAt());
  }

  /** What waits in the database for this instance. */
  Future<List<Outgoing>> pending(Short[] shards, int limit) {
    return outbox.pending(shards, limit);
  }
}

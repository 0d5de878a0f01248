package trt.delivery;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import trt.config.DeliveryConfig;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Outgoing;
import trt.leases.Share;
import trt.postgres.DeliveryStore;
import trt.postgres.DeliveryStore.Call;
import trt.postgres.DeliveryStore.Ended;
import trt.postgres.DeliveryStore.Mark;
import trt.postgres.Fault;
import trt.supervision.Failpoint;

/**
 * One call from the outbox to its end or to its next attempt. Marks come before a send that must
 * not be repeated lightly, records after it; both in batches.
 *
 * <p>Of two nodes that both believe to own a chat, the mark lets one send a new message. A call
 * that may be repeated has no mark: it is looked up again when this instance has known it for long,
 * has tried it before, or stood still, and goes out only while the shard is held by the monotonic
 * clock. What remains is a request that left while the shard was held and is executed after a newer
 * one of the next owner: the network would have to keep it longer than a lease lasts.
 */
final class DeliveryRound {
  private static final int BATCH = 128;
  private static final Duration PERSISTED_PAUSE = Duration.ofSeconds(5);
  private static final Duration PAUSE_AFTER_BUG = Duration.ofSeconds(2);

  private final DeliveryStore outbox;
  private final DeliveryParts.Stores stores;
  private final DeliveryConfig config;
  private final Unclear unclear;
  private final Attempt attempt;
  private final Share share;
  private final LongSupplier nanoTime;
  private final Attempt.Gate gate = new LastLook();
  private final Batch<Mark, Set<Long>> marks;
  private final Batch<Outgoing, Set<Long>> looks;
  private final Batch<Ended, Void> records;

  DeliveryRound(
      DeliveryParts parts, DeliveryStore outbox, Pace pace, Share share, LongSupplier nanoTime) {
    this.outbox = outbox;
    this.stores = parts.stores();
    this.config = parts.config();
    this.unclear = new Unclear(config);
    this.share = share;
    this.nanoTime = nanoTime;
    this.attempt =
        new Attempt(
            parts.telegram(),
            outbox,
            new Attachments(parts.media(), stores.files()),
            new Unanswered(config, parts.media(), parts.meters(), nanoTime),
            pace,
            new CallTrail(parts.trail()));
    this.marks = new Batch<>(BATCH, outbox::markSending);
    this.looks = new Batch<>(BATCH, outbox::stillFirst);
    this.records = new Batch<>(BATCH, outbox::finish);
  }

  /** What the shell does with the call now. */
  sealed interface Next {
    /** Forget it. */
    record Done() implements Next {}

    /** Forget it and what was behind it when it began. */
    record Gone() implements Next {}

    /** Take it again after a pause. */
    record Wait(Duration pause, boolean unclear) implements Next {}

    /** Go on with this call in its place. */
    record Instead(Outgoing call) implements Next {}

    /** Forget the chat until a sweep finds it again: somebody else was there. */
    record Left() implements Next {}
  }

  /**
   * Makes the call. Fails only when the database does not take a mark or a record; run again, it
   * goes on from there and does not repeat a call whose outcome is known.
   */
  Future<Next> run(Entry entry) {
    return entry
        .unrecorded()
        .map(verdict -> follow(entry, verdict))
        .orElseGet(() -> call(entry))
        .onSuccess(next -> entry.recorded())
        .recover(failure -> failed(entry, failure));
  }

  /** Ends calls that need not be tried. */
  Future<Void> drop(List<Entry> entries) {
    return Future.join(
            entries.stream().map(entry -> records.add(new Ended(entry.message(), 0, 'X'))).toList())
        .mapEmpty();
  }

  private Future<Next> call(Entry entry) {
    if (entry.isExpired(nanoTime.getAsLong())) {
      return over(new Ended(entry.message(), 0, 'E'));
    }
    return Future.succeededFuture()
        .compose(v -> attempt.make(entry, gate))
        .onSuccess(entry::decided)
        .compose(verdict -> follow(entry, verdict));
  }

  /** The last moment: still ours, still wanted, still first. */
  private final class LastLook implements Attempt.Gate {
    @Override
    public Future<Optional<Verdict>> pass(Entry entry) {
      return confirmed(entry)
          .compose(
              there ->
                  there
                      ? takenBack(entry, late(entry))
                      : Future.succeededFuture(Optional.of(new Verdict.Left())));
    }

    @Override
    public boolean stands(Entry entry) {
      return late(entry).isEmpty();
    }
  }

  private Optional<Verdict> late(Entry entry) {
    long now = nanoTime.getAsLong();
    if (!share.owns(entry.message().shard())) {
      return Optional.of(new Verdict.Left());
    }
    if (entry.isExpired(now)) {
      return Optional.of(new Verdict.Over(new Ended(entry.message(), 0, 'E')));
    }
    // This process stood still between the look and here: look again.
    return entry.isKnownFor(config.recheckAfter(), now)
        ? Optional.of(new Verdict.Later(Duration.ZERO, false))
        : Optional.empty();
  }

  /** A mark that stays tells the next owner of the chat that the call may have been made. */
  private Future<Optional<Verdict>> takenBack(Entry entry, Optional<Verdict> late) {
    boolean left = late.filter(verdict -> verdict instanceof Verdict.Left).isPresent();
    return left && entry.isMarked()
        ? outbox.holdBack(entry.message(), Duration.ZERO).map(late)
        : Future.succeededFuture(late);
  }

  private Future<Boolean> confirmed(Entry entry) {
    Outgoing message = entry.message();
    long asked = nanoTime.getAsLong();
    if (message.deliveryClass() == DeliveryClass.MUST_ARRIVE) {
      return marks
          .add(new Mark(message, unclear.after(message)))
          .map(there -> there.contains(message.id()))
          .onSuccess(
              there -> {
                if (there) {
                  entry.marked(asked);
                  Failpoint.hit("delivery.marked");
                }
              });
    }
    if (entry.attempts() == 0 && !entry.isKnownFor(config.recheckAfter(), asked)) {
      return Future.succeededFuture(true);
    }
    return looks
        .add(message)
        .map(there -> there.contains(message.id()))
        .onSuccess(there -> entry.confirmed(asked));
  }

  private Future<Next> follow(Entry entry, Verdict verdict) {
    Outgoing message = entry.message();
    Failpoint.hit("delivery.unrecorded");
    if (verdict instanceof Verdict.Over over) {
      return stores.files().keep(over.uploaded()).compose(v -> over(over.ended()));
    }
    if (verdict instanceof Verdict.Gone gone) {
      return outbox
          .gone(message.chatKey(), gone.reason())
          .compose(v -> records.add(gone.ended()))
          .map(new Next.Gone());
    }
    if (verdict instanceof Verdict.Later later) {
      Next wait = new Next.Wait(later.pause(), later.unclear());
      return later.unclear()
          ? Future.succeededFuture(wait)
          : holdBack(entry, later.pause()).map(wait);
    }
    if (verdict instanceof Verdict.Throttled throttled) {
      return throttled(entry, throttled);
    }
    if (verdict instanceof Verdict.Forgotten forgotten) {
      return stores.files().forget(forgotten.sources()).map(new Next.Wait(Duration.ZERO, false));
    }
    if (verdict instanceof Verdict.Left) {
      return Future.succeededFuture(new Next.Left());
    }
    Verdict.Replace by = (Verdict.Replace) verdict;
    Next instead = new Next.Instead(message.replacedBy(by.deliveryClass(), by.method(), by.body()));
    return outbox
        .replace(message, by.deliveryClass(), new Call(by.method(), by.body()), by.more())
        .map(done -> done ? instead : new Next.Left());
  }

  private Future<Next> throttled(Entry entry, Verdict.Throttled throttled) {
    Duration pause = throttled.retryAfter();
    boolean persisted = throttled.wholeBot() && isLong(pause);
    return holdBack(entry, pause)
        .compose(v -> persisted ? stores.waiting().pause(pause) : Future.succeededFuture())
        .map(new Next.Wait(pause, false));
  }

  private Future<Next> over(Ended ended) {
    return records.add(ended).map(new Next.Done());
  }

  /** Of a call that was not made. Only long pauses are worth a write, and marks to be undone. */
  private Future<Void> holdBack(Entry entry, Duration pause) {
    return isLong(pause) || entry.isMarked()
        ? outbox.holdBack(entry.message(), pause)
        : Future.succeededFuture();
  }

  private static boolean isLong(Duration pause) {
    return pause.compareTo(PERSISTED_PAUSE) >= 0;
  }

  /** An outage is passed on and waited out. A bug is told each time, and not waited for. */
  private Future<Next> failed(Entry entry, Throwable failure) {
    if (Fault.of(failure).passes()) {
      return Future.failedFuture(failure);
    }
    return Bug.endsIt(entry, failure)
        ? over(new Ended(entry.message(), 0, 'X'))
        : Future.succeededFuture(new Next.Wait(PAUSE_AFTER_BUG, false));
  }
}

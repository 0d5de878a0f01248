package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import trt.bus.Addresses;
import trt.bus.Bus;
import trt.bus.ShardHasWork;
import trt.bus.UpdatesArrived;
import trt.domain.inbox.PendingUpdate;
import trt.leases.Share;
import trt.postgres.Fault;
import trt.supervision.Pulse;

/** The shell: hints and sweeps fill the mailboxes, one pass at a time empties them. */
public final class RoutingVerticle extends VerticleBase {
  private static final int SWEEPS_IN_MEMORY = 10;

  private final RoutingParts parts;
  private final Share share;
  private final Pulse pulse;
  private final Mailboxes mailboxes;
  private final RoutingRound round;
  private final Mishaps mishaps;
  private final BitSet called = new BitSet();
  private final List<Bus.Registration> registrations = new ArrayList<>();
  private Future<?> running = Future.succeededFuture();
  private boolean stopping;
  private boolean busy;
  private boolean looking;

  /** The instance that works on this share. */
  public RoutingVerticle(RoutingParts parts, Share share, Pulse pulse) {
    this.parts = parts;
    this.share = share;
    this.pulse = pulse;
    this.mailboxes = new Mailboxes(parts.config().sweepRows() * SWEEPS_IN_MEMORY);
    RoutingParts.Stores stores = parts.stores();
    this.round =
        new RoutingRound(
            stores.db(),
            stores.inbox(),
            new People(stores.scenes()),
            stores.scenes(),
            new Turns(parts.dialogue(), stores, parts.renderer(), parts.currency(), parts.clock()),
            parts.bus());
    this.mishaps = new Mishaps(parts.config().handlerRetries(), parts.meters());
  }

  @Override
  public Future<?> start() {
    registrations.add(parts.bus().serve(Addresses.UPDATES, this::arrived));
    registrations.add(parts.bus().serve(Addresses.DISTANT_UPDATES, this::called));
    registrations.add(parts.bus().serve(Addresses.SHARES, changed -> sharesChanged()));
    return sweep();
  }

  /** Stops taking, finishes the pass under way. What is left is in the database. */
  @Override
  public Future<?> stop() {
    stopping = true;
    Future<?> closed = Future.join(registrations.stream().map(Bus.Registration::close).toList());
    return closed.eventually(() -> running.otherwiseEmpty());
  }

  private Future<Void> arrived(UpdatesArrived message) {
    for (PendingUpdate update : message.updates()) {
      if (share.owns(update.shard())) {
        mailboxes.add(update);
      }
    }
    next();
    return Future.succeededFuture();
  }

  /** Shards called while a look is under way are looked at together, after it. */
  private Future<Void> called(ShardHasWork hint) {
    if (share.owns(hint.shard())) {
      called.set(hint.shard());
      if (!looking) {
        Short[] shards = called.stream().mapToObj(shard -> (short) shard).toArray(Short[]::new);
        called.clear();
        return look(shards);
      }
    }
    return Future.succeededFuture();
  }

  /** What came with other shards is found at once; what went is left to those who hold it now. */
  private Future<Void> sharesChanged() {
    mailboxes.leave(share::owns);
    return look(share.shards());
  }

  private Future<Void> sweep() {
    pulse.beat();
    if (stopping) {
      return Future.succeededFuture();
    }
    return look(share.shards())
        .onComplete(
            swept ->
                vertx.setTimer(
                    parts.config().sweepEvery().toMillis(), timer -> sweep().onComplete(v -> {})));
  }

  private Future<Void> look(Short[] shards) {
    looking = true;
    boolean full = mailboxes.size() >= parts.config().sweepRows();
    Future<List<PendingUpdate>> found =
        full
            ? Future.succeededFuture(List.of())
            : parts.stores().inbox().pending(parts.feedId(), shards, parts.config().sweepRows());
    return found
        .onSuccess(rows -> rows.forEach(mailboxes::add))
        .onFailure(mishaps::outage)
        .<Void>mapEmpty()
        .otherwiseEmpty()
        .compose(
            looked -> {
              looking = false;
              next();
              return called.isEmpty() ? Future.succeededFuture() : lookAgain();
            });
  }

  private Future<Void> lookAgain() {
    return called(new ShardHasWork(called.nextSetBit(0)));
  }

  private void next() {
    if (busy || stopping || !mailboxes.hasReady()) {
      return;
    }
    List<PendingUpdate> heads = mailboxes.takeHeads(mishaps.batch(parts.config().batchHeads()));
    if (heads.isEmpty()) {
      return;
    }
    busy = true;
    running =
        pass(heads)
            .onComplete(
                done -> {
                  busy = false;
                  next();
                });
  }

  private Future<Void> pass(List<PendingUpdate> heads) {
    return round
        .run(heads, parts.clock())
        .<Void>map(
            routed -> {
              mishaps.over();
              heads.forEach(head -> finished(head, routed));
              return null;
            })
        .recover(cause -> failed(heads, cause));
  }

  private void finished(PendingUpdate head, RoutingRound.Routed routed) {
    mishaps.forget(head);
    if (routed.done().contains(head.updateId())) {
      mailboxes.done(head);
    } else {
      // Done elsewhere, or an earlier update of the chat is committed and not here yet: the sweep
      // knows.
      mailboxes.forget(head.chatKey());
    }
  }

  private Future<Void> failed(List<PendingUpdate> heads, Throwable cause) {
    if (!(cause instanceof RoutingRound.HandlerFailed bad)) {
      if (!Fault.of(cause).passes()) {
        return heads.size() > 1
            ? eachAlone(heads)
            : failed(heads, new RoutingRound.HandlerFailed(heads.get(0), cause));
      }
      mishaps.outage(cause);
      vertx.setTimer(mishaps.pauseMs(), timer -> release(heads));
      return Future.succeededFuture();
    }
    heads.stream()
        .filter(head -> head.updateId() != bad.update().updateId())
        .forEach(mailboxes::again);
    return mishaps.isHopeless(bad)
        ? round
            .quarantine(bad.update(), bad, mishaps.attempts(bad.update()))
            .onSuccess(
                v -> {
                  mishaps.forget(bad.update());
                  mailboxes.done(bad.update());
                })
            .recover(
                outage -> {
                  mishaps.outage(outage);
                  retryLater(bad.update());
                  return Future.succeededFuture();
                })
        : Future.<Void>succeededFuture().onComplete(v -> retryLater(bad.update()));
  }

  /** One of them cannot be written; alone, each shows whether it is the one. */
  private Future<Void> eachAlone(List<PendingUpdate> heads) {
    Future<Void> chain = Future.succeededFuture();
    for (PendingUpdate head : heads) {
      chain = chain.compose(v -> stopping ? Future.succeededFuture() : pass(List.of(head)));
    }
    return chain;
  }

  private void retryLater(PendingUpdate update) {
    vertx.setTimer(mishaps.retryMs(update), timer -> release(List.of(update)));
  }

  private void release(List<PendingUpdate> heads) {
    heads.forEach(mailboxes::again);
    next();
  }
}

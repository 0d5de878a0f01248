package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import trt.domain.inbox.PendingUpdate;
import trt.postgres.Fault;

/**
 * Sends first updates through a round and sees to what becomes of each: done, tried again, set
 * aside. Lives on one event loop.
 */
final class Passes {
  /** Its holder may be stuck for ever; then its turn is not waited for. */
  private static final long ALONE_WAIT_MS = 5_000;

  private static final String ALONE = "trt.routing.alone";

  private final Vertx vertx;
  private final RoutingRound round;
  private final Mailboxes mailboxes;
  private final Mishaps mishaps;
  private final Suspects suspects;
  private final Throttle throttle;
  private final int takeovers;
  private final Runnable next;
  private boolean stopping;

  /** One round over some heads. */
  @FunctionalInterface
  interface Work {
    Future<RoutingRound.Routed> run(List<PendingUpdate> heads);
  }

  /** The process has died with this update under way, again and again. */
  private static final class ProcessDied extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /**
   * @param takeovers so many deaths of the process with the same update under way set it aside
   * @param next looks for more to do
   */
  Passes(
      Vertx vertx,
      RoutingRound round,
      Mailboxes mailboxes,
      Mishaps mishaps,
      Suspects suspects,
      Throttle throttle,
      int takeovers,
      Runnable next) {
    this.vertx = vertx;
    this.round = round;
    this.mailboxes = mailboxes;
    this.mishaps = mishaps;
    this.suspects = suspects;
    this.throttle = throttle;
    this.takeovers = takeovers;
    this.next = next;
  }

  /** Finishes what is under way and begins no more. */
  void stop() {
    stopping = true;
  }

  /** Runs the heads; never fails. */
  Future<Void> run(List<PendingUpdate> heads, Work work) {
    return suspects.isNone() ? pass(heads, work) : carefully(heads, work);
  }

  /** What answers a crowd leaves nothing, or leaves the first to be answered by itself. */
  Future<Void> crowd(PendingUpdate head, Future<Set<Integer>> answering, Work work) {
    return answering
        .compose(
            together -> {
              mishaps.over();
              if (together.isEmpty()) {
                return run(List.of(head), work);
              }
              forget(together);
              mailboxes.done(head.chatKey(), together);
              return Future.<Void>succeededFuture();
            })
        .recover(cause -> failed(List.of(head), cause, work));
  }

  private Future<Void> carefully(List<PendingUpdate> heads, Work work) {
    List<PendingUpdate> recorded = heads.stream().filter(suspects::hasRecord).toList();
    List<PendingUpdate> others = new ArrayList<>(heads);
    others.removeAll(recorded);
    Future<Void> chain =
        others.isEmpty()
            ? Future.succeededFuture()
            : suspects
                .count(others)
                .compose(counted -> pass(others, work))
                .recover(cause -> failed(others, cause, work));
    for (PendingUpdate head : recorded) {
      chain = chain.compose(v -> alone(head, work));
    }
    return chain;
  }

  /** Alone in the whole process, so that of those counted only the guilty are counted again. */
  private Future<Void> alone(PendingUpdate head, Work work) {
    if (stopping) {
      return Future.succeededFuture();
    }
    return vertx
        .sharedData()
        .getLocalLockWithTimeout(ALONE, ALONE_WAIT_MS)
        .<Runnable>map(lock -> lock::release)
        .otherwise(() -> {})
        .compose(
            release ->
                suspects
                    .count(List.of(head))
                    .compose(v -> judged(head, work))
                    .recover(cause -> failed(List.of(head), cause, work))
                    .onComplete(done -> release.run()));
  }

  private Future<Void> judged(PendingUpdate head, Work work) {
    int deaths = suspects.takeovers(head);
    if (deaths < takeovers) {
      return pass(List.of(head), work);
    }
    mishaps.killer(head, deaths);
    return setAside(new RoutingRound.HandlerFailed(head, new ProcessDied()), deaths);
  }

  private Future<Void> pass(List<PendingUpdate> heads, Work work) {
    return Future.<Void>succeededFuture()
        .compose(v -> work.run(heads))
        .<Void>map(
            routed -> {
              mishaps.over();
              heads.forEach(head -> finished(head, routed));
              forget(heads.stream().map(PendingUpdate::updateId).toList());
              return null;
            })
        .recover(cause -> failed(heads, cause, work));
  }

  private void finished(PendingUpdate head, RoutingRound.Routed routed) {
    if (routed.done().contains(head.updateId())) {
      mailboxes.done(head);
    } else {
      // Done elsewhere, or an earlier update of the chat is committed and not here yet: the sweep
      // knows.
      mailboxes.forget(head.chatKey());
    }
  }

  private void forget(java.util.Collection<Integer> updateIds) {
    updateIds.forEach(mishaps::forget);
    updateIds.forEach(throttle::forget);
    suspects.acquit(updateIds).onFailure(mishaps::outage);
  }

  private Future<Void> failed(List<PendingUpdate> heads, Throwable cause, Work work) {
    if (!(cause instanceof RoutingRound.HandlerFailed bad)) {
      if (!Fault.of(cause).passes()) {
        return heads.size() > 1
            ? eachAlone(heads, work)
            : failed(heads, new RoutingRound.HandlerFailed(heads.get(0), cause), work);
      }
      mishaps.outage(cause);
      vertx.setTimer(mishaps.pauseMs(), timer -> release(heads));
      return Future.succeededFuture();
    }
    heads.stream()
        .filter(head -> head.updateId() != bad.update().updateId())
        .forEach(mailboxes::again);
    if (mishaps.isHopeless(bad)) {
      return setAside(bad, mishaps.attempts(bad.update()));
    }
    retryLater(bad.update());
    return Future.succeededFuture();
  }

  private Future<Void> setAside(RoutingRound.HandlerFailed bad, int attempts) {
    PendingUpdate update = bad.update();
    return round
        .quarantine(update, bad, attempts)
        .onSuccess(
            v -> {
              forget(List.of(update.updateId()));
              mailboxes.done(update);
            })
        .recover(
            outage -> {
              mishaps.outage(outage);
              retryLater(update);
              return Future.succeededFuture();
            });
  }

  /** One of them cannot be written; alone, each shows whether it is the one. */
  private Future<Void> eachAlone(List<PendingUpdate> heads, Work work) {
    Future<Void> chain = Future.succeededFuture();
    for (PendingUpdate head : heads) {
      chain = chain.compose(v -> stopping ? Future.succeededFuture() : pass(List.of(head), work));
    }
    return chain;
  }

  private void retryLater(PendingUpdate update) {
    vertx.setTimer(mishaps.retryMs(update), timer -> release(List.of(update)));
  }

  private void release(List<PendingUpdate> heads) {
    heads.forEach(mailboxes::again);
    next.run();
  }
}

package trt.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import trt.bus.Addresses;
import trt.bus.Bus;
import trt.bus.JobQueued;
import trt.bus.OutboxFilled;
import trt.domain.inbox.PendingUpdate;
import trt.postgres.Db;
import trt.postgres.InboxStore;
import trt.postgres.SceneStore;
import trt.supervision.Failpoint;
import trt.tracing.Trail;

/**
 * One pass over the first updates of some chats: ONE transaction takes them off the to-do list and
 * commits everything they lead to. After the commit, hints go out.
 */
final class RoutingRound {
  private static final Comparator<PendingUpdate> BY_CHAT =
      Comparator.comparingInt(PendingUpdate::shard).thenComparingLong(PendingUpdate::chatKey);

  private final Db db;
  private final InboxStore inbox;
  private final People people;
  private final SceneStore scenes;
  private final Turns turns;
  private final UpdateReader reader;
  private final Visible visible;
  private final HandleTimes times;
  private final Bus bus;
  private final Trail trail;

  RoutingRound(RoutingParts parts) {
    RoutingParts.Stores stores = parts.stores();
    this.reader = new UpdateReader(parts.me());
    this.visible = new Visible(parts.meters());
    this.times = new HandleTimes(parts.meters());
    this.db = stores.db();
    this.inbox = stores.inbox();
    this.people = new People(stores.scenes());
    this.scenes = stores.scenes();
    this.turns = new Turns(parts, reader, visible);
    this.bus = parts.bus();
    this.trail = parts.trail();
  }

  /**
   * What a pass did.
   *
   * @param done took effect in this pass
   * @param notMine were done by somebody else, or are not the first of their chat
   */
  record Routed(Set<Integer> done, Set<Integer> notMine) {}

  /** A handler threw. Nothing of the pass was committed. */
  static final class HandlerFailed extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient PendingUpdate update;

    HandlerFailed(PendingUpdate update, Throwable cause) {
      super("update " + update.updateId() + " could not be handled", cause);
      this.update = update;
    }

    PendingUpdate update() {
      return update;
    }
  }

  /** Runs the pass; at most one update per chat. */
  Future<Routed> run(List<PendingUpdate> unsorted, Clock clock) {
    // In one order everywhere, so that two nodes with the same heads cannot deadlock.
    List<PendingUpdate> heads = unsorted.stream().sorted(BY_CHAT).toList();
    List<Received> wanted;
    try {
      wanted = heads.stream().flatMap(head -> read(head).stream()).toList();
    } catch (HandlerFailed e) {
      return Future.failedFuture(e);
    }
    Effects effects = new Effects();
    long begun = times.now();
    Instant since = trail.now();
    return people
        .ensure(wanted, clock)
        .compose(v -> db.transaction(connection -> consume(connection, heads, wanted, effects)))
        .map(
            consumed -> {
              Failpoint.hit("routing.committed");
              times.note(heads, consumed, begun);
              tell(heads, consumed, "handled", since);
              announce(effects);
              return routed(heads, consumed);
            });
  }

  /** Scenes are read for all, at once with the question which heads are ours: mostly all are. */
  private Future<Set<Integer>> consume(
      SqlConnection connection, List<PendingUpdate> heads, List<Received> wanted, Effects effects) {
    Future<Set<Integer>> consumed = inbox.consume(connection, heads);
    Future<List<SceneStore.Found>> found =
        wanted.isEmpty()
            ? Future.succeededFuture(List.of())
            : scenes.load(connection, wanted.stream().map(People::key).toList());
    return Future.join(consumed, found)
        .compose(both -> effect(connection, wanted, consumed.result(), found.result(), effects))
        .map(done -> consumed.result());
  }

  /** Sets an update aside and tells its chat, at once. */
  Future<Void> quarantine(PendingUpdate update, Throwable cause, int attempts) {
    String id = update.correlationId();
    Effects effects = new Effects();
    Instant since = trail.now();
    return db.transaction(
            connection ->
                inbox
                    .consume(connection, List.of(update))
                    .compose(
                        consumed ->
                            consumed.isEmpty()
                                ? Future.<Void>succeededFuture()
                                : inbox
                                    .quarantine(connection, update, id, reason(cause), attempts)
                                    .compose(
                                        v -> turns.apologize(connection, update, id, effects))))
        .onSuccess(
            v -> {
              trail.handled(update, "quarantined", since);
              announce(effects);
            });
  }

  private Future<Void> effect(
      SqlConnection connection,
      List<Received> wanted,
      Set<Integer> consumed,
      List<SceneStore.Found> found,
      Effects effects) {
    if (found.size() != wanted.size()) {
      // Never give one person another's wallet: the rows are matched by position.
      return Future.failedFuture(new IllegalStateException("a person or a wallet is missing"));
    }
    List<Received> mine = new ArrayList<>();
    List<SceneStore.Found> scenesOfMine = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (consumed.contains(wanted.get(i).update().updateId())) {
        mine.add(wanted.get(i));
        scenesOfMine.add(found.get(i));
      }
    }
    return mine.isEmpty()
        ? Future.succeededFuture()
        : turns
            .take(connection, mine, scenesOfMine, effects)
            .onSuccess(v -> Failpoint.hit("routing.uncommitted"));
  }

  private void tell(
      List<PendingUpdate> heads, Set<Integer> consumed, String outcome, Instant since) {
    heads.stream()
        .filter(head -> consumed.contains(head.updateId()))
        .forEach(head -> trail.handled(head, outcome, since));
  }

  private void announce(Effects effects) {
    if (!effects.outgoing().isEmpty()) {
      bus.publish(Addresses.OUTBOX, new OutboxFilled(List.copyOf(effects.outgoing())));
    }
    effects.jobs().forEach(job -> bus.publish(Addresses.JOBS, new JobQueued(job)));
  }

  private Optional<Received> read(PendingUpdate head) {
    try {
      Optional<Received> wanted = reader.read(head);
      if (wanted.isEmpty()) {
        visible.count(head, List.of(), Visible.Due.ANY);
      }
      return wanted;
    } catch (RuntimeException e) {
      throw new HandlerFailed(head, e);
    }
  }

  static Routed routed(List<PendingUpdate> heads, Set<Integer> consumed) {
    Set<Integer> others = new HashSet<>();
    new ArrayList<>(heads).forEach(head -> others.add(head.updateId()));
    others.removeAll(consumed);
    return new Routed(consumed, others);
  }

  /** The kind of failure and where, without any text a user wrote. */
  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    StackTraceElement[] trace = cause.getStackTrace();
    return cause.getClass().getSimpleName() + (trace.length > 0 ? " at " + trace[0] : "");
  }
}

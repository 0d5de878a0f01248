package trt.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import trt.bus.Addresses;
import trt.bus.Bus;
import trt.bus.OutboxFilled;
import trt.domain.inbox.Crowd;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Outgoing;
import trt.postgres.CrowdStore;
import trt.postgres.Db;
import trt.postgres.InboxStore;
import trt.postgres.OutboxStore;
import trt.supervision.Failpoint;
import trt.tracing.Trail;

/**
 * One pass that consumes updates and answers them without a dialogue, in ONE transaction:
 * checkouts, people who are too fast, crowds.
 */
final class BriefRound {
  /** Read at once of one chat; a greater crowd is answered once per so many. */
  private static final int CROWD_MOST = 2_000;

  private final Db db;
  private final InboxStore inbox;
  private final OutboxStore outbox;
  private final CrowdStore crowds;
  private final UpdateReader reader;
  private final Bus bus;
  private final Trail trail;

  BriefRound(RoutingParts.Stores stores, UpdateReader reader, Bus bus, Trail trail) {
    this.trail = trail;
    this.reader = reader;
    this.db = stores.db();
    this.inbox = stores.inbox();
    this.crowds = new CrowdStore(stores.db());
    this.outbox = stores.outbox();
    this.bus = bus;
  }

  /** Answers the first updates of some chats, at most one per chat. */
  Future<RoutingRound.Routed> run(List<PendingUpdate> heads, BriefAnswer answer) {
    Instant since = trail.now();
    return db.transaction(
            connection ->
                inbox
                    .consume(connection, heads)
                    .compose(consumed -> write(connection, heads, consumed, answer)))
        .map(written -> RoutingRound.routed(heads, announced(written, since)));
  }

  /**
   * Answers a crowd once.
   *
   * @param over so many updates of a chat are no crowd
   * @return ids of those answered together; none when the first is to be answered alone
   */
  Future<Set<Integer>> runCrowd(PendingUpdate head, int over, BriefAnswer answer) {
    Instant since = trail.now();
    return db.transaction(
            connection ->
                crowds
                    .lock(connection, head, CROWD_MOST)
                    .compose(waiting -> together(connection, waiting, over, answer)))
        .map(written -> announced(written, since));
  }

  private Future<Written> together(
      SqlConnection connection, List<PendingUpdate> waiting, int over, BriefAnswer answer) {
    int count = Crowd.together(waiting.stream().map(reader::nature).toList(), over);
    if (count == 0) {
      return Future.succeededFuture(new Written(List.of(), List.of()));
    }
    List<PendingUpdate> first = waiting.subList(0, count);
    return crowds
        .consume(connection, first)
        .compose(consumed -> write(connection, first, consumed, answer));
  }

  private record Written(List<PendingUpdate> done, List<Outgoing> outgoing) {}

  private Future<Written> write(
      SqlConnection connection,
      List<PendingUpdate> updates,
      Set<Integer> consumed,
      BriefAnswer answer) {
    List<PendingUpdate> mine =
        updates.stream().filter(update -> consumed.contains(update.updateId())).toList();
    Future<List<Draft>> drafts =
        mine.isEmpty() ? Future.succeededFuture(List.of()) : answer.to(connection, mine);
    return drafts
        .compose(list -> outbox.add(connection, list))
        .onSuccess(added -> Failpoint.hit("routing.brief.uncommitted"))
        .map(added -> new Written(mine, added));
  }

  private Set<Integer> announced(Written written, Instant since) {
    Failpoint.hit("routing.brief.committed");
    if (!written.outgoing().isEmpty()) {
      bus.publish(Addresses.OUTBOX, new OutboxFilled(written.outgoing()));
    }
    written.done().forEach(update -> trail.handled(update, "brief", since));
    return written.done().stream().map(PendingUpdate::updateId).collect(Collectors.toSet());
  }
}

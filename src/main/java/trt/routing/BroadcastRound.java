package trt.routing;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.bus.Addresses;
import trt.bus.Bus;
import trt.bus.OutboxFilled;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;
import trt.domain.inbox.Shards;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Outgoing;
import trt.postgres.BroadcastStore;
import trt.postgres.Db;
import trt.postgres.OutboxStore;
import trt.supervision.Failpoint;
import trt.text.ScreenRenderer;

/**
 * One step of the broadcast under way: some more messages into the outbox, and how far it has come,
 * in one transaction. May be run by several nodes at once; one does it.
 */
public final class BroadcastRound {
  private final Db db;
  private final BroadcastStore broadcasts;
  private final OutboxStore outbox;
  private final ScreenRenderer renderer;
  private final Bus bus;
  private final int atOnce;
  private final int mostUnsent;

  /**
   * @param atOnce messages of one step
   * @param mostUnsent with so many unsent ones no more are written
   */
  public BroadcastRound(
      Db db,
      BroadcastStore broadcasts,
      OutboxStore outbox,
      ScreenRenderer renderer,
      Bus bus,
      int atOnce,
      int mostUnsent) {
    this.db = db;
    this.broadcasts = broadcasts;
    this.outbox = outbox;
    this.renderer = renderer;
    this.bus = bus;
    this.atOnce = atOnce;
    this.mostUnsent = mostUnsent;
  }

  /** Fails when the database does not answer; then nothing was written, or all of the step. */
  public Future<Void> run() {
    return db.transaction(
            connection ->
                broadcasts
                    .running(connection)
                    .compose(
                        running ->
                            running.isEmpty()
                                ? Future.succeededFuture(List.<Outgoing>of())
                                : step(connection, running.get())))
        .onSuccess(
            outgoing -> {
              if (!outgoing.isEmpty()) {
                bus.publish(Addresses.OUTBOX, new OutboxFilled(outgoing));
              }
            })
        .mapEmpty();
  }

  private Future<List<Outgoing>> step(SqlConnection connection, BroadcastStore.Running running) {
    return broadcasts
        .unsent(connection, mostUnsent)
        .compose(
            unsent ->
                unsent >= mostUnsent
                    ? Future.succeededFuture(List.<Outgoing>of())
                    : broadcasts
                        .next(connection, running, atOnce)
                        .compose(readers -> write(connection, running, readers)));
  }

  private Future<List<Outgoing>> write(
      SqlConnection connection,
      BroadcastStore.Running running,
      List<BroadcastStore.Reader> readers) {
    boolean over = readers.size() < atOnce;
    List<Draft> drafts = new ArrayList<>();
    Phrase words = Phrase.of("admin.cast", "text", running.words());
    for (BroadcastStore.Reader reader : readers) {
      drafts.add(
          draft(reader.id(), reader.lang(), words, "cast:" + running.id() + ":" + reader.id()));
    }
    if (over) {
      drafts.add(report(running, readers.size()));
    }
    long place = readers.isEmpty() ? running.place() : readers.get(readers.size() - 1).id();
    return broadcasts
        .moved(connection, running.id(), place, readers.size(), over)
        .compose(v -> outbox.add(connection, drafts))
        .onSuccess(added -> Failpoint.hit("routing.broadcast.uncommitted"));
  }

  /** The operator who began it hears of the end. */
  private Draft report(BroadcastStore.Running running, int more) {
    Phrase text =
        new Phrase(
            "admin.cast.over",
            Map.of("id", String.valueOf(running.id()), "written", running.written() + more));
    return draft(running.admin(), running.lang(), text, "cast-over:" + running.id());
  }

  private Draft draft(long person, String lang, Phrase phrase, String name) {
    JsonObject params =
        renderer.message(lang, new Screen(phrase, List.of())).put("chat_id", person);
    return new Draft(
        Shards.of(person),
        person,
        name,
        DeliveryClass.MUST_ARRIVE,
        "sendMessage",
        new JsonObject().put("params", params).encode(),
        Optional.empty(),
        Optional.empty());
  }
}

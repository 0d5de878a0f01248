package trt.generation;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import trt.bus.Addresses;
import trt.bus.Bus;
import trt.bus.OutboxFilled;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;
import trt.domain.inbox.Shards;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Outgoing;
import trt.postgres.Db;
import trt.postgres.OutboxStore;
import trt.postgres.SalesPauseStore;
import trt.postgres.SalesPauseStore.Pause;
import trt.text.ScreenRenderer;

/**
 * Closes and opens sales, and tells the administrators in the same transaction: once for every
 * time, whoever of the nodes found out. Who never wrote to the bot cannot be told by it.
 *
 * @param account the KIE account sales depend on
 * @param tenantId whose people the administrators are
 * @param admins their Telegram user ids
 */
public record SalesNews(
    Db db,
    SalesPauseStore pauses,
    OutboxStore outbox,
    ScreenRenderer renderer,
    Bus bus,
    int account,
    int tenantId,
    List<Long> admins) {
  public SalesNews {
    admins = List.copyOf(admins);
  }

  /** Idempotent; true when sales were open. */
  public Future<Boolean> close(Pause pause) {
    return change(
        connection -> pauses.close(connection, account, pause), "closed." + pause.reason());
  }

  /** Idempotent; true when sales were closed. */
  public Future<Boolean> open() {
    return change(connection -> pauses.open(connection, account), "open");
  }

  private Future<Boolean> change(
      Function<SqlConnection, Future<Optional<OffsetDateTime>>> change, String news) {
    return db.transaction(
            connection ->
                change
                    .apply(connection)
                    .compose(
                        since ->
                            since
                                .map(at -> tell(connection, news, at).map(Optional::of))
                                .orElseGet(() -> Future.succeededFuture(Optional.empty()))))
        .map(
            told -> {
              told.filter(calls -> !calls.isEmpty())
                  .ifPresent(calls -> bus.publish(Addresses.OUTBOX, new OutboxFilled(calls)));
              return told.isPresent();
            });
  }

  private Future<List<Outgoing>> tell(SqlConnection connection, String news, OffsetDateTime since) {
    if (admins.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    return pauses
        .languages(connection, tenantId, admins)
        .compose(
            languages ->
                outbox.add(
                    connection,
                    languages.entrySet().stream().map(one -> draft(one, news, since)).toList()));
  }

  /** A person's own chat has the person's number. */
  private Draft draft(Map.Entry<Long, String> admin, String news, OffsetDateTime since) {
    Screen screen = new Screen(Phrase.of("sales." + news), List.of());
    long id = admin.getKey();
    JsonObject params = renderer.message(admin.getValue(), screen).put("chat_id", id);
    return new Draft(
        Shards.of(id),
        id,
        "sales:" + account + ":" + since.toInstant() + ":" + news + ":" + id,
        DeliveryClass.MUST_ARRIVE,
        "sendMessage",
        new JsonObject().put("params", params).encode(),
        Optional.empty(),
        Optional.empty());
  }
}

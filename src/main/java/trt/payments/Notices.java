package trt.payments;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Receipts;
import trt.domain.dialogue.Screen;
import trt.domain.inbox.Shards;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Outgoing;
import trt.domain.wallet.Charge;
import trt.postgres.AuditStore;
import trt.postgres.PaymentStore;

/** What a payer is told, in the transaction that has booked it. */
final class Notices {
  private final PaymentsParts parts;

  Notices(PaymentsParts parts) {
    this.parts = parts;
  }

  /** Stars have come. */
  Future<List<Outgoing>> paid(SqlConnection connection, Charge charge) {
    return tell(connection, charge, "pay:" + charge.id(), Receipts::paid);
  }

  /** Stars have gone back. */
  Future<List<Outgoing>> givenBack(SqlConnection connection, Charge charge) {
    return tell(connection, charge, "back:" + charge.id(), Receipts::givenBack);
  }

  /** Stars could not go back; a refund may be tried again, so each round has a name of its own. */
  Future<List<Outgoing>> notGivenBack(SqlConnection connection, Charge charge, int round) {
    return tell(connection, charge, "unback:" + round + ":" + charge.id(), Receipts::notGivenBack);
  }

  /** An operator who wished a refund in the chat hears how it ended; nobody else does. */
  Future<List<Outgoing>> refundEnded(SqlConnection connection, Charge charge, boolean done) {
    return parts
        .stores()
        .audit()
        .asker(connection, charge.id())
        .compose(
            asker ->
                asker.isEmpty()
                    ? Future.succeededFuture(List.of())
                    : parts
                        .stores()
                        .outbox()
                        .add(connection, List.of(ended(charge, asker.get(), done))));
  }

  private Draft ended(Charge charge, AuditStore.Asker asker, boolean done) {
    Phrase text =
        new Phrase(
            done ? "admin.refund.done" : "admin.refund.refused",
            Map.of(
                "stars",
                charge.stars(),
                "person",
                String.valueOf(charge.userId()),
                "id",
                charge.id()));
    JsonObject params =
        parts
            .renderer()
            .message(asker.lang(), new Screen(text, List.of()))
            .put("chat_id", asker.admin());
    return new Draft(
        Shards.of(asker.admin()),
        asker.admin(),
        // A refused refund may be wished again: each end is told.
        "ended:" + charge.id() + ":" + asker.action(),
        DeliveryClass.MUST_ARRIVE,
        "sendMessage",
        new JsonObject().put("params", params).encode(),
        Optional.empty(),
        Optional.empty());
  }

  private Future<List<Outgoing>> tell(
      SqlConnection connection,
      Charge charge,
      String name,
      BiFunction<Charge, Receipts.Balance, Screen> words) {
    return parts
        .stores()
        .payments()
        .account(connection, charge.userId(), charge.id(), charge.userId())
        .compose(
            account ->
                parts
                    .stores()
                    .outbox()
                    .add(
                        connection,
                        List.of(
                            draft(
                                charge, name, account.lang(), words.apply(charge, of(account))))));
  }

  private static Receipts.Balance of(PaymentStore.Account account) {
    return new Receipts.Balance(account.available(), account.debt(), account.prepared());
  }

  /** A person's own chat has the person's number. */
  private Draft draft(Charge charge, String name, String lang, Screen screen) {
    JsonObject params = parts.renderer().message(lang, screen).put("chat_id", charge.userId());
    return new Draft(
        Shards.of(charge.userId()),
        charge.userId(),
        name,
        DeliveryClass.MUST_ARRIVE,
        "sendMessage",
        new JsonObject().put("params", params).encode(),
        Optional.empty(),
        Optional.empty());
  }
}

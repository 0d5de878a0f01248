package trt.routing;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.dialogue.Input;
import trt.domain.dialogue.Receipts;
import trt.domain.dialogue.Screen;
import trt.domain.inbox.PendingUpdate;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.domain.wallet.Charge;
import trt.postgres.PaymentStore;
import trt.postgres.RefundStore;
import trt.text.ScreenRenderer;

/**
 * Stars that came, and Stars that went back: booked and receipted in the transaction that consumes
 * the update. A charge that is booked already changes nothing and says nothing.
 */
final class PaymentHandler {
  private static final Logger LOG = LoggerFactory.getLogger(PaymentHandler.class);

  private final PaymentStore payments;
  private final RefundStore refunds;
  private final ScreenRenderer renderer;
  private final MeterRegistry meters;

  PaymentHandler(RoutingParts.Stars stars, ScreenRenderer renderer, MeterRegistry meters) {
    this.payments = stars.payments();
    this.refunds = stars.refunds();
    this.renderer = renderer;
    this.meters = meters;
  }

  /** The charge an update is about. */
  static Optional<Charge> charge(Input input) {
    if (input instanceof Input.Paid paid) {
      return Optional.of(paid.charge());
    }
    return input instanceof Input.GivenBack back ? Optional.of(back.charge()) : Optional.empty();
  }

  /** Books it. */
  Future<List<Draft>> book(
      SqlConnection connection, Received received, Charge charge, String lang) {
    return received.input() instanceof Input.Paid
        ? paid(connection, received, charge, lang)
        : givenBack(connection, received, charge, lang);
  }

  private Future<List<Draft>> paid(
      SqlConnection connection, Received received, Charge charge, String lang) {
    return payments
        .credit(connection, charge, lang, received.person().name(), PaymentStore.Source.UPDATE)
        .compose(
            fresh ->
                fresh ? receipt(connection, received, charge) : Future.succeededFuture(List.of()));
  }

  private Future<List<Draft>> receipt(SqlConnection connection, Received received, Charge charge) {
    return account(connection, received, charge)
        .map(
            account -> {
              meters.counter("trt.payments", "source", "update").increment();
              if (!account.invoiced()) {
                LOG.atWarn()
                    .addKeyValue("charge", charge.id())
                    .addKeyValue("user", charge.userId())
                    .log("A payment that fits no invoice of ours was credited to who has paid");
              }
              Screen screen = Receipts.paid(charge, balance(account));
              return List.of(message(received, account.lang(), screen, "pay:" + charge.id()));
            });
  }

  /** A refund of a payment nobody told us of: the payment first, so that the books show both. */
  private Future<List<Draft>> givenBack(
      SqlConnection connection, Received received, Charge charge, String lang) {
    return payments
        .credit(connection, charge, lang, received.person().name(), PaymentStore.Source.REFUND)
        .compose(credited -> refunds.seen(connection, charge.id()))
        .compose(
            fresh ->
                fresh
                    ? account(connection, received, charge)
                        .map(
                            account ->
                                List.of(
                                    message(
                                        received,
                                        account.lang(),
                                        Receipts.givenBack(charge, balance(account)),
                                        "back:" + charge.id())))
                    : Future.succeededFuture(List.of()));
  }

  private Future<PaymentStore.Account> account(
      SqlConnection connection, Received received, Charge charge) {
    return payments.account(connection, charge.userId(), charge.id(), received.update().chatKey());
  }

  private static Receipts.Balance balance(PaymentStore.Account account) {
    return new Receipts.Balance(account.available(), account.debt(), account.prepared());
  }

  private Draft message(Received received, String lang, Screen screen, String name) {
    PendingUpdate update = received.update();
    JsonObject params = renderer.message(lang, screen).put("chat_id", received.chatId());
    return new Draft(
        update.shard(),
        update.chatKey(),
        name,
        DeliveryClass.MUST_ARRIVE,
        "sendMessage",
        new JsonObject().put("params", params).encode(),
        Optional.empty(),
        Optional.empty());
  }
}

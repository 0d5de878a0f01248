package trt.payments;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.bus.Addresses;
import trt.bus.OutboxFilled;
import trt.domain.outbox.Outgoing;
import trt.domain.wallet.Charge;
import trt.postgres.RefundStore;
import trt.supervision.Failpoint;
import trt.telegram.RefusalKind;
import trt.telegram.Reply;

/**
 * One pass over the refunds that were decided: Telegram is asked until it is certain what became of
 * the Stars. The money has left the wallet before; asking twice does no harm, the second time
 * Telegram says that it has been done.
 */
final class RefundRound {
  private static final Logger LOG = LoggerFactory.getLogger(RefundRound.class);
  private static final int MOST_DOUBLINGS = 16;

  private final PaymentsParts parts;
  private final Notices notices;

  /** What is certain after an answer. */
  private sealed interface Verdict {
    /** The Stars are back, now or since earlier. */
    record Done() implements Verdict {}

    /** They never will be. */
    record Never(String words) implements Verdict {}

    /** Nothing is. */
    record Later(Duration pause) implements Verdict {}
  }

  RefundRound(PaymentsParts parts) {
    this.parts = parts;
    this.notices = new Notices(parts);
  }

  /** Fails when the database does not answer. */
  Future<Void> run() {
    return parts.stores().refunds().due(parts.config().refundsAtOnce()).compose(this::each);
  }

  private Future<Void> each(List<RefundStore.Due> due) {
    Future<Void> chain = Future.succeededFuture();
    for (RefundStore.Due one : due) {
      chain =
          chain.compose(
              v -> parts.mayWork().getAsBoolean() ? refund(one) : Future.succeededFuture());
    }
    return chain;
  }

  private Future<Void> refund(RefundStore.Due due) {
    Failpoint.hit("payments.refunding");
    JsonObject params =
        new JsonObject()
            .put("user_id", due.charge().userId())
            .put("telegram_payment_charge_id", due.charge().id());
    return parts
        .telegram()
        .call("refundStarPayment", params)
        .map(reply -> verdict(reply, due))
        .otherwise(unavailable -> new Verdict.Later(pause(due)))
        .onSuccess(asked -> Failpoint.hit("payments.refunded"))
        .compose(verdict -> record(verdict, due));
  }

  private Verdict verdict(Reply reply, RefundStore.Due due) {
    if (reply instanceof Reply.Throttled throttled) {
      return new Verdict.Later(throttled.retryAfter());
    }
    if (!(reply instanceof Reply.Refused refused)
        || refused.kind() == RefusalKind.ALREADY_REFUNDED) {
      return new Verdict.Done();
    }
    // With a wrong token nothing is said about this refund.
    return refused.kind() == RefusalKind.UNAUTHORIZED
        ? new Verdict.Later(pause(due))
        : new Verdict.Never(refused.description());
  }

  private Future<Void> record(Verdict verdict, RefundStore.Due due) {
    if (verdict instanceof Verdict.Later later) {
      return parts.stores().refunds().later(due.charge().id(), later.pause());
    }
    if (verdict instanceof Verdict.Never never) {
      LOG.atError()
          .addKeyValue("charge", due.charge().id())
          .addKeyValue("words", never.words())
          .log("Telegram refuses a refund; the money goes back to the wallet, an operator decides");
      return refused(due);
    }
    return done(due.charge());
  }

  private Future<Void> refused(RefundStore.Due due) {
    return told(
        connection -> parts.stores().refunds().refused(connection, due.charge().id()),
        connection -> notices.notGivenBack(connection, due.charge(), due.round()),
        (connection, fresh) ->
            fresh
                ? notices.refundEnded(connection, due.charge(), false)
                : Future.succeededFuture(List.of()));
  }

  /** The payer may have been told by Telegram's own message, which is quick; the operator not. */
  private Future<Void> done(Charge charge) {
    return told(
            connection -> parts.stores().refunds().done(connection, charge.id()),
            connection -> notices.givenBack(connection, charge),
            (connection, fresh) -> notices.refundEnded(connection, charge, true))
        .onSuccess(v -> parts.meters().counter("trt.refunds").increment());
  }

  /** Whoever is first with the news also tells the payer. */
  private Future<Void> told(
      Function<SqlConnection, Future<Boolean>> news,
      Function<SqlConnection, Future<List<Outgoing>>> toPayer,
      BiFunction<SqlConnection, Boolean, Future<List<Outgoing>>> toOperator) {
    return parts
        .stores()
        .db()
        .transaction(
            connection ->
                news.apply(connection)
                    .compose(
                        fresh ->
                            (fresh
                                    ? toPayer.apply(connection)
                                    : Future.succeededFuture(List.<Outgoing>of()))
                                .compose(
                                    payer ->
                                        toOperator
                                            .apply(connection, fresh)
                                            .map(
                                                operator ->
                                                    Stream.concat(payer.stream(), operator.stream())
                                                        .toList()))))
        .map(
            outgoing -> {
              if (!outgoing.isEmpty()) {
                parts.bus().publish(Addresses.OUTBOX, new OutboxFilled(outgoing));
              }
              return null;
            });
  }

  private Duration pause(RefundStore.Due due) {
    Duration most = parts.config().refundRetryMax();
    Duration grown =
        parts.config().retryEvery().multipliedBy(1L << Math.min(MOST_DOUBLINGS, due.attempts()));
    return grown.compareTo(most) < 0 ? grown : most;
  }
}

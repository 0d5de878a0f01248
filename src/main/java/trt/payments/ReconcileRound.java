package trt.payments;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.bus.Addresses;
import trt.bus.OutboxFilled;
import trt.domain.outbox.Outgoing;
import trt.postgres.PaymentStore;
import trt.supervision.Failpoint;
import trt.telegram.Reply;
import trt.text.Texts;

/**
 * One comparison with Telegram's list of transactions: payments whose message was lost are
 * credited, refunds nobody told us of are booked, the rest is confirmed. May be repeated and may
 * run twice at once.
 */
final class ReconcileRound {
  private static final Logger LOG = LoggerFactory.getLogger(ReconcileRound.class);

  /** The most Telegram gives at once (Bot API, getStarTransactions). */
  private static final int PAGE = 100;

  private final PaymentsParts parts;
  private final Notices notices;

  ReconcileRound(PaymentsParts parts) {
    this.parts = parts;
    this.notices = new Notices(parts);
  }

  /** Reads on from where it was read last; fails when Telegram or the database do not answer. */
  Future<Void> run() {
    return parts
        .stores()
        .cursor()
        .read()
        .compose(seen -> pages(Math.max(0, seen - parts.config().reread()), true));
  }

  private Future<Void> pages(long offset, boolean first) {
    if (!parts.mayWork().getAsBoolean()) {
      return Future.succeededFuture();
    }
    return page(offset)
        .compose(
            rows -> {
              if (rows.isEmpty() && first && offset > 0) {
                // The list is shorter than it was: another server, or another account.
                return pages(0, false);
              }
              return take(rows)
                  .compose(v -> parts.stores().cursor().advance(offset + rows.size()))
                  .compose(
                      v ->
                          rows.size() < PAGE
                              ? Future.succeededFuture()
                              : pages(offset + rows.size(), false));
            });
  }

  private Future<JsonArray> page(long offset) {
    JsonObject params = new JsonObject().put("offset", offset).put("limit", PAGE);
    return parts
        .telegram()
        .call("getStarTransactions", params)
        .compose(
            reply ->
                reply instanceof Reply.Done done
                        && done.result() instanceof JsonObject result
                        && result.getValue("transactions") instanceof JsonArray rows
                    ? Future.succeededFuture(rows)
                    : Future.failedFuture(new Unread(reply.getClass().getSimpleName())));
  }

  /** Payments first: a refund needs its payment. */
  private Future<Void> take(JsonArray rows) {
    List<Transaction> all =
        rows.stream().flatMap(row -> Transaction.read((JsonObject) row).stream()).toList();
    List<Transaction> paid = all.stream().filter(one -> !one.back()).toList();
    List<Transaction> back = all.stream().filter(Transaction::back).toList();
    return parts
        .stores()
        .cursor()
        .unconfirmed(paid.stream().map(Transaction::charge).toList())
        .compose(open -> each(paid, open))
        .compose(
            v ->
                parts
                    .stores()
                    .cursor()
                    .unrefunded(back.stream().map(one -> one.charge().id()).toList()))
        .compose(open -> each(back, open));
  }

  private Future<Void> each(List<Transaction> rows, Set<String> open) {
    Future<Void> chain = Future.succeededFuture();
    for (Transaction one :
        rows.stream()
            .filter(row -> open.contains(row.charge().id()))
            .collect(Collectors.toList())) {
      chain = chain.compose(v -> book(one));
    }
    return chain;
  }

  private Future<Void> book(Transaction one) {
    return parts
        .stores()
        .db()
        .transaction(connection -> one.back() ? back(connection, one) : paid(connection, one))
        .map(
            outgoing -> {
              Failpoint.hit("payments.reconciled");
              if (!outgoing.isEmpty()) {
                parts.bus().publish(Addresses.OUTBOX, new OutboxFilled(outgoing));
              }
              return null;
            });
  }

  private Future<List<Outgoing>> paid(SqlConnection connection, Transaction one) {
    return parts
        .stores()
        .payments()
        .credit(
            connection,
            one.charge(),
            Texts.language(one.lang()),
            one.name(),
            PaymentStore.Source.RECONCILE)
        .compose(
            fresh -> {
              if (!fresh) {
                return Future.succeededFuture(List.<Outgoing>of());
              }
              found(one);
              return notices.paid(connection, one.charge());
            })
        .compose(
            told -> parts.stores().cursor().confirm(connection, one.charge().id()).map(v -> told))
        .onSuccess(told -> Failpoint.hit("payments.unreconciled"));
  }

  private Future<List<Outgoing>> back(SqlConnection connection, Transaction one) {
    return parts
        .stores()
        .refunds()
        .seen(connection, one.charge().id())
        .compose(
            fresh ->
                fresh
                    ? notices.givenBack(connection, one.charge())
                    : Future.succeededFuture(List.of()));
  }

  private void found(Transaction one) {
    parts.meters().counter("trt.payments", "source", "reconcile").increment();
    LOG.atInfo()
        .addKeyValue("charge", one.charge().id())
        .log("A payment was found on Telegram's list before its message came");
  }

  /** Telegram answered, but not with a list. */
  private static final class Unread extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Unread(String what) {
      super("the list of transactions was not given: " + what, null, false, false);
    }
  }
}

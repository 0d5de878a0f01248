package trt.payments;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import trt.bus.Addresses;
import trt.bus.OutboxFilled;
import trt.domain.dialogue.Receipts;
import trt.domain.inbox.Shards;
import trt.domain.outbox.DeliveryClass;
import trt.domain.outbox.Draft;
import trt.domain.outbox.Outgoing;
import trt.postgres.ReferralStore;

/**
 * One pass over newcomers who came by somebody's link and have paid: who has spent money of their
 * own on a finished generation earns the inviter a reward, once. May run twice at once.
 */
final class ReferralRound {
  private static final int AT_ONCE = 200;

  private final PaymentsParts parts;
  private final ReferralStore referrals;

  ReferralRound(PaymentsParts parts) {
    this.parts = parts;
    this.referrals = parts.stores().referrals();
  }

  /** Fails when the database does not answer. */
  Future<Void> run() {
    if (parts.accounts().referralMinor() == 0) {
      return Future.succeededFuture();
    }
    return referrals.due(parts.accounts().referralWithin(), AT_ONCE).compose(this::each);
  }

  private Future<Void> each(List<Long> newcomers) {
    Future<Void> chain = Future.succeededFuture();
    for (long newcomer : newcomers) {
      chain =
          chain.compose(
              v -> parts.mayWork().getAsBoolean() ? reward(newcomer) : Future.succeededFuture());
    }
    return chain;
  }

  private Future<Void> reward(long newcomer) {
    return parts
        .stores()
        .db()
        .transaction(
            connection ->
                referrals
                    .reward(
                        connection,
                        newcomer,
                        parts.accounts().referralMinor(),
                        parts.accounts().referralsPerDay())
                    .compose(
                        rewarded ->
                            rewarded
                                ? tell(connection, newcomer)
                                : Future.succeededFuture(List.<Outgoing>of())))
        .map(
            outgoing -> {
              if (!outgoing.isEmpty()) {
                parts.meters().counter("trt.referrals").increment();
                parts.bus().publish(Addresses.OUTBOX, new OutboxFilled(outgoing));
              }
              return null;
            });
  }

  private Future<List<Outgoing>> tell(SqlConnection connection, long newcomer) {
    return referrals
        .inviter(connection, newcomer)
        .compose(
            inviter -> parts.stores().outbox().add(connection, List.of(draft(newcomer, inviter))));
  }

  private Draft draft(long newcomer, ReferralStore.Inviter inviter) {
    JsonObject params =
        parts
            .renderer()
            .message(
                inviter.lang(),
                Receipts.rewarded(parts.accounts().referralMinor(), inviter.available()))
            .put("chat_id", inviter.userId());
    return new Draft(
        Shards.of(inviter.userId()),
        inviter.userId(),
        // Another bot of the same database may have a newcomer with the same number.
        "ref:" + parts.feedId() + ":" + newcomer,
        DeliveryClass.MUST_ARRIVE,
        "sendMessage",
        new JsonObject().put("params", params).encode(),
        Optional.empty(),
        Optional.empty());
  }
}

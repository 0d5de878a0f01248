package trt.routing;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import trt.config.PaymentsConfig;
import trt.domain.dialogue.Errand;
import trt.domain.dialogue.Outcome;
import trt.domain.pricing.PriceList;
import trt.domain.wallet.Movement;

/** Errands about a person's own money, and admins' errands about promo codes. */
final class MoneyErrands {
  /** One more than fits on a page tells whether there is another. */
  private static final int PAGE = 5;

  private final PaymentsConfig stars;
  private final RoutingParts.Accounts parts;
  private final String currency;

  MoneyErrands(RoutingParts.Stars stars, String currency) {
    this.stars = stars.config();
    this.parts = stars.accounts();
    this.currency = currency;
  }

  /** Empty when it is nothing for this person. */
  Future<Optional<Outcome>> run(
      SqlConnection connection, Received received, Errand.OfMoney errand) {
    return errand(connection, received, errand).map(found -> Optional.<Outcome>ofNullable(found));
  }

  private Future<? extends Outcome> errand(
      SqlConnection connection, Received received, Errand.OfMoney errand) {
    long user = received.person().id();
    if (errand instanceof Errand.OfMoney.Page page) {
      return page(connection, user, page);
    } else if (errand instanceof Errand.OfMoney.Export export) {
      return export(connection, received, export);
    } else if (errand instanceof Errand.OfMoney.Redeem redeem) {
      return parts
          .promos()
          .redeem(connection, user, redeem.code(), parts.config().promoTriesPerHour());
    } else if (errand instanceof Errand.OfMoney.Invite) {
      return invite(connection, user);
    } else if (errand instanceof Errand.OfMoney.Arrive arrive) {
      return arrive(connection, received, arrive);
    } else if (errand instanceof Errand.OfMoney.Payments) {
      return parts
          .wishes()
          .payments(connection, user, parts.statements().zone())
          .map(
              found ->
                  new Outcome.OfMoney.Payments(found, parts.config().refundWithin().toHours()));
    } else if (errand instanceof Errand.OfMoney.AskBack ask) {
      return parts.wishes().ask(connection, user, ask.payment(), parts.config().refundWithin());
    }
    if (errand instanceof Errand.OfMoney.AskTransfer ask) {
      return parts
          .transfers()
          .ask(connection, user, ask.stars(), stars.manualOpen(), stars.manualLife());
    } else if (errand instanceof Errand.OfMoney.AnswerTransfer answer) {
      return parts.transfers().answer(connection, user, answer.request(), answer.paid());
    }
    return parts.admins().contains(user) ? desk(connection, user, errand) : nothing();
  }

  private Future<? extends Outcome> desk(
      SqlConnection connection, long admin, Errand.OfMoney errand) {
    if (errand instanceof Errand.OfMoney.NewPromo made) {
      return parts
          .promos()
          .make(connection, made.code(), made.amount(), made.uses(), made.days(), admin)
          .map(Outcome.OfMoney.PromoMade::new);
    } else if (errand instanceof Errand.OfMoney.ClosePromo close) {
      return parts.promos().close(connection, close.code()).map(Outcome.OfMoney.PromoClosed::new);
    } else if (errand instanceof Errand.OfMoney.Promos) {
      return parts.promos().list(connection).map(Outcome.OfMoney.Promos::new);
    }
    throw new IllegalStateException("nobody runs " + errand);
  }

  private static Future<Outcome> nothing() {
    return Future.succeededFuture();
  }

  private Future<Outcome> page(SqlConnection connection, long user, Errand.OfMoney.Page page) {
    String wallet = wallet(page.free());
    return (page.newer()
            ? parts.statements().after(connection, user, wallet, page.id(), PAGE + 1)
            : parts.statements().before(connection, user, wallet, page.id(), PAGE + 1))
        .map(
            found -> {
              boolean another = found.size() > PAGE;
              // The one too many is the newest of those after, the oldest of those before.
              List<Movement> shown =
                  !another
                      ? found
                      : page.newer() ? found.subList(1, found.size()) : found.subList(0, PAGE);
              return new Outcome.OfMoney.Page(
                  page.free(),
                  shown,
                  page.newer() ? another : page.id() > 0,
                  page.newer() || another,
                  zone());
            });
  }

  private String zone() {
    return parts.statements().zone().getId();
  }

  /** One file at a time: they are large, and somebody who is impatient presses again. */
  private Future<Outcome> export(
      SqlConnection connection, Received received, Errand.OfMoney.Export export) {
    return parts
        .statements()
        .sending(connection, received.update().shard(), received.update().chatKey())
        .compose(
            sending ->
                sending
                    ? Future.succeededFuture(new Outcome.OfMoney.FileUnderWay())
                    : exported(connection, received.person().id(), export));
  }

  private Future<Outcome> exported(
      SqlConnection connection, long user, Errand.OfMoney.Export export) {
    int rows = parts.config().exportRows();
    return parts
        .statements()
        .before(connection, user, wallet(export.free()), export.before(), rows + 1)
        .map(
            found ->
                new Outcome.OfMoney.Export(
                    export.free(),
                    found.subList(0, Math.min(rows, found.size())),
                    found.size() > rows));
  }

  private Future<Outcome> invite(SqlConnection connection, long user) {
    long reward = parts.config().referralMinor();
    String bot = parts.botName().get();
    return parts
        .referrals()
        .invited(connection, user, parts.codes().get())
        .map(
            invited ->
                new Outcome.OfMoney.Invitation(
                    bot.isEmpty() ? "" : "https://t.me/" + bot + "?start=ref_" + invited.code(),
                    reward,
                    parts.config().referralsPerDay(),
                    invited.came(),
                    invited.rewarded()));
  }

  /** Nothing is said about it: the newcomer is welcomed like everybody. */
  private Future<Outcome> arrive(
      SqlConnection connection, Received received, Errand.OfMoney.Arrive arrive) {
    boolean alone = received.chatId() == received.person().id();
    return alone && parts.config().referralMinor() > 0
        ? parts
            .referrals()
            .arrive(connection, received.person().id(), arrive.code(), received.update().updateId())
            .compose(fresh -> nothing())
        : nothing();
  }

  private String wallet(boolean free) {
    return free ? PriceList.FREE_CURRENCY : currency;
  }
}

package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.dialogue.admin.TransferScreens;
import trt.domain.wallet.TransferNumber;

/**
 * A top-up by a transfer outside Telegram: the person asks, transfers, says so; an operator who has
 * seen the money approves. Nothing is credited before.
 */
final class TransferTopic implements PaymentMethod {
  private static final String VERB = "tr";

  private final Till till;
  private final HomeTopic home;

  TransferTopic(Till till, HomeTopic home) {
    this.till = till;
    this.home = home;
  }

  @Override
  public List<List<Button>> offer() {
    return offered()
        ? List.of(List.of(Button.of("button.pay.transfer", Action.of(VERB))))
        : List.of();
  }

  /** What was asked for is answered even when nothing new is offered: money may be on its way. */
  @Override
  public Optional<Errand> errand(Action action) {
    if (!action.verb().equals(VERB) || action.number(1) <= 0) {
      return Optional.empty();
    }
    long number = action.number(1);
    return switch (action.arg(0)) {
      case "a" ->
          offered() && number >= till.least() && number <= till.most()
              ? Optional.of(new Errand.OfMoney.AskTransfer(number))
              : Optional.empty();
      case "paid" -> Optional.of(new Errand.OfMoney.AnswerTransfer(number, true));
      case "no" -> Optional.of(new Errand.OfMoney.AnswerTransfer(number, false));
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<Turn> next(Scene scene, Action action) {
    if (!action.verb().equals(VERB)) {
      return Optional.empty();
    }
    if (action.arg(0).isEmpty() && offered()) {
      return Optional.of(show(scene, new Screen(said("transfer.choose"), amounts())));
    }
    return Optional.of(
        scene
            .outcome(Outcome.OfMoney.Transfer.class)
            .map(transfer -> answer(scene, transfer))
            .orElseGet(() -> home.stale(scene)));
  }

  private boolean offered() {
    return till.open() && till.transfer().isPresent();
  }

  private List<List<Button>> amounts() {
    List<List<Button>> rows = new ArrayList<>();
    for (long stars : till.amounts()) {
      rows.add(
          List.of(
              new Button(Phrase.of("button.pay", "stars", stars), Action.of(VERB, "a", stars))));
    }
    rows.add(List.of(Button.of("button.menu", Action.of("home"))));
    return rows;
  }

  private Turn answer(Scene scene, Outcome.OfMoney.Transfer transfer) {
    List<Button> menu = List.of(Button.of("button.menu", Action.of("home")));
    return switch (transfer.result()) {
      case ASKED -> show(scene, asked(transfer));
      case CLAIMED -> claimed(scene, transfer);
      case UNKNOWN -> home.stale(scene);
      case MANY -> show(scene, Screen.column(said("transfer.many"), menu));
      case AGAIN -> show(scene, Screen.column(said("transfer.again", transfer), menu));
      case CANCELLED -> show(scene, Screen.column(said("transfer.cancelled", transfer), menu));
      case EXPIRED -> show(scene, Screen.column(said("transfer.expired", transfer), menu));
      case OVER -> show(scene, Screen.column(said("transfer.over", transfer), menu));
    };
  }

  private Screen asked(Outcome.OfMoney.Transfer transfer) {
    return Screen.column(
        said("transfer.asked", transfer),
        List.of(
            Button.of("button.transfer.paid", Action.of(VERB, "paid", transfer.id())),
            Button.of("button.transfer.cancel", Action.of(VERB, "no", transfer.id()))));
  }

  private Turn claimed(Scene scene, Outcome.OfMoney.Transfer transfer) {
    Screen told =
        TransferScreens.claimed(transfer.id(), scene.name(), transfer.person(), transfer.stars());
    return new Turn(
        scene.session().save().home(),
        List.of(
            new Reply.Show(
                Screen.column(
                    said("transfer.claimed", transfer),
                    List.of(Button.of("button.menu", Action.of("home"))))),
            new Reply.OfMoney.TellAdmins("transfer:" + transfer.id(), told)));
  }

  private static Turn show(Scene scene, Screen screen) {
    return Turn.show(scene.session().save().home(), screen);
  }

  private Phrase said(String key) {
    return new Phrase(key, terms());
  }

  private Phrase said(String key, Outcome.OfMoney.Transfer transfer) {
    Map<String, Object> args = terms();
    args.put("stars", transfer.stars());
    args.put("number", TransferNumber.of(transfer.id()));
    return new Phrase(key, args);
  }

  private Map<String, Object> terms() {
    String price = till.transfer().map(Till.Transfer::price).orElse("");
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("details", till.transfer().map(Till.Transfer::details).orElse(""));
    args.put("price", price);
    args.put("hasPrice", price.isEmpty() ? "no" : "yes");
    args.put("hours", till.transfer().map(Till.Transfer::hours).orElse(0L));
    return args;
  }
}

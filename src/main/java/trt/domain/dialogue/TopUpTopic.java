package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import trt.domain.catalog.Model;

/**
 * How many Stars: amounts on buttons, what the prepared order lacks, or an amount in words; and the
 * other ways to pay.
 */
final class TopUpTopic implements PaymentMethod {
  private static final int BUTTONS_IN_A_ROW = 3;

  /** Longer numbers are too large whatever they say. */
  private static final int MOST_DIGITS = 12;

  private final Shop shop;
  private final Till till;
  private final List<PaymentMethod> others;

  TopUpTopic(Shop shop, Till till, List<PaymentMethod> others) {
    this.shop = shop;
    this.till = till;
    this.others = List.copyOf(others);
  }

  boolean open() {
    return till.open();
  }

  /** The amounts; an order being prepared is kept for afterwards. */
  Turn choose(Scene scene) {
    if (!till.open()) {
      return Turn.show(scene.session(), closed());
    }
    Session session = scene.session().save().at(Session.Stage.TOPUP);
    List<List<Button>> rows = new ArrayList<>();
    OptionalLong missing = missing(scene, session);
    missing.ifPresent(
        stars ->
            rows.add(
                List.of(
                    new Button(
                        Phrase.of("button.pay.missing", "stars", stars),
                        Action.of("pay", stars)))));
    rows.addAll(offer());
    others.forEach(other -> rows.addAll(other.offer()));
    rows.add(List.of(Button.of("button.menu", Action.of("home"))));
    return Turn.show(session, new Screen(asked("topup.choose", scene), rows));
  }

  @Override
  public List<List<Button>> offer() {
    List<List<Button>> rows = new ArrayList<>(amounts());
    rows.add(List.of(Button.of("button.pay.own", Action.of("ownpay"))));
    return rows;
  }

  @Override
  public Optional<Errand> errand(Action action) {
    return Optional.empty();
  }

  @Override
  public Optional<Turn> next(Scene scene, Action action) {
    return switch (action.verb()) {
      case "ownpay" -> Optional.of(own(scene));
      case "pay" -> Optional.of(picked(scene, action));
      default -> Optional.empty();
    };
  }

  /** Asks for an amount in words. */
  private Turn own(Scene scene) {
    return till.open()
        ? Turn.show(scene.session().save().at(Session.Stage.TOPUP), back(asked("topup.own", scene)))
        : Turn.show(scene.session(), closed());
  }

  /** An amount in words. */
  Turn typed(Scene scene, String text) {
    String amount = text.strip();
    if (!amount.matches("[-+]?[0-9]+([.,][0-9]+)?")) {
      return wrong(scene, "topup.wrong.number");
    }
    if (!amount.matches("[-+]?[0-9]+")) {
      return wrong(scene, "topup.wrong.fraction");
    }
    if (amount.length() > MOST_DIGITS && !amount.startsWith("-")) {
      return wrong(scene, "topup.wrong.large");
    }
    return amount.startsWith("-")
        ? wrong(scene, "topup.wrong.small")
        : invoice(scene, Long.parseLong(amount));
  }

  /** An amount on a button; forged ones are judged like typed ones. */
  private Turn picked(Scene scene, Action action) {
    return invoice(scene, action.number(0));
  }

  private Turn invoice(Scene scene, long stars) {
    if (!till.open()) {
      return Turn.show(scene.session(), closed());
    }
    if (stars < till.least()) {
      return wrong(scene, "topup.wrong.small");
    }
    if (stars > till.most()) {
      return wrong(scene, "topup.wrong.large");
    }
    return new Turn(
        scene.session().save(),
        List.of(
            new Reply.Invoice(
                stars,
                Phrase.of("invoice.title", "stars", stars),
                Phrase.of("invoice.description", "stars", stars))));
  }

  private Turn wrong(Scene scene, String key) {
    return Turn.show(scene.session().save().at(Session.Stage.TOPUP), back(asked(key, scene)));
  }

  /** Whole Stars without which the prepared order cannot be paid. */
  private OptionalLong missing(Scene scene, Session session) {
    if (session.saved().isEmpty()) {
      return OptionalLong.empty();
    }
    Session.Prepared order = session.saved().get();
    Optional<Model> model = shop.find(order.model());
    if (model.isPresent()
        && shop.nextQuestion(model.get(), order.inputs()).isEmpty()
        && shop.cost(model.get(), order.inputs(), scene.purse()) instanceof Shop.Cost.Paid paid
        && !scene.purse().canPay(paid.minorUnits())) {
      long stars = till.enoughFor(scene.purse().missing(paid.minorUnits()));
      return stars <= till.most() ? OptionalLong.of(stars) : OptionalLong.empty();
    }
    return OptionalLong.empty();
  }

  private List<List<Button>> amounts() {
    List<List<Button>> rows = new ArrayList<>();
    List<Button> row = new ArrayList<>();
    for (long stars : till.amounts()) {
      row.add(new Button(Phrase.of("button.pay", "stars", stars), Action.of("pay", stars)));
      if (row.size() == BUTTONS_IN_A_ROW) {
        rows.add(List.copyOf(row));
        row.clear();
      }
    }
    if (!row.isEmpty()) {
      rows.add(row);
    }
    return rows;
  }

  private Phrase asked(String key, Scene scene) {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("available", new Phrase.Stars(scene.purse().available()));
    args.put("debt", new Phrase.Stars(scene.purse().debt()));
    args.put("hasDebt", scene.purse().debt() > 0 ? "yes" : "no");
    args.put("hasOrder", scene.session().save().saved().isPresent() ? "yes" : "no");
    args.put("least", till.least());
    args.put("most", till.most());
    return new Phrase(key, args);
  }

  private static Screen back(Phrase text) {
    return Screen.column(
        text,
        List.of(
            Button.of("button.pay.amounts", Action.of("topup")),
            Button.of("button.menu", Action.of("home"))));
  }

  private static Screen closed() {
    return Screen.column(
        Phrase.of("topup.closed"), List.of(Button.of("button.menu", Action.of("home"))));
  }
}

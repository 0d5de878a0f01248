package trt.domain.dialogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.Field;
import trt.domain.catalog.InputCheck;
import trt.domain.catalog.Model;
import trt.domain.wallet.Purse;

/** The price, what is left afterwards, and the button that starts the generation. */
final class ConfirmTopic {
  private static final int CHANGES_IN_A_ROW = 3;

  private final Shop shop;
  private final HomeTopic home;

  ConfirmTopic(Shop shop, HomeTopic home) {
    this.shop = shop;
    this.home = home;
  }

  /** Everything is answered: model, values, price, balance before and after. */
  Turn show(Scene scene, Session session, Model model) {
    Shop.Cost cost = shop.cost(model, session.given(), scene.purse());
    if (!InputCheck.of(model, session.given()).isEmpty() || cost instanceof Shop.Cost.NotSold) {
      return Turn.show(session.home(), notSold(model));
    }
    if (cost instanceof Shop.Cost.Paid paid && !scene.purse().canPay(paid.minorUnits())) {
      return Turn.show(
          session.at(Session.Stage.CONFIRM).save(), poor(session, model, paid, scene.purse()));
    }
    return Turn.show(session.at(Session.Stage.CONFIRM), confirm(scene, session, model, cost));
  }

  /** Yes. The price is worked out again; when it is not the one on the button, it is shown anew. */
  Turn confirmed(Scene scene, Optional<Model> model, Action action) {
    Session session = scene.session();
    if (model.isEmpty() || session.stage() != Session.Stage.CONFIRM) {
      return already(scene, action);
    }
    if (!shop.open()) {
      return Turn.show(session.home(), OrderTopic.closed());
    }
    Shop.Cost cost = shop.cost(model.get(), session.given(), scene.purse());
    boolean payable =
        !(cost instanceof Shop.Cost.Paid paid) || scene.purse().canPay(paid.minorUnits());
    if (cost instanceof Shop.Cost.NotSold || price(cost) != action.number(1) || !payable) {
      return show(scene, session, model.get());
    }
    if (shop.paused()) {
      return Turn.show(session, paused(session, model.get(), cost, scene.purse()));
    }
    Reply order = order(session, model.get(), cost, scene.purse());
    return new Turn(session.confirmed(), List.of(order));
  }

  /** An order given before, confirmed by a button that names its price. */
  Turn repeated(Scene scene, Session session, Model model, long price) {
    Shop.Cost cost = shop.cost(model, session.given(), scene.purse());
    boolean payable =
        !(cost instanceof Shop.Cost.Paid paid) || scene.purse().canPay(paid.minorUnits());
    boolean same = !(cost instanceof Shop.Cost.NotSold) && price(cost) == price;
    if (!same || !payable || shop.paused() || !InputCheck.of(model, session.given()).isEmpty()) {
      return show(scene, session, model);
    }
    return new Turn(session.confirmed(), List.of(order(session, model, cost, scene.purse())));
  }

  private Reply order(Session session, Model model, Shop.Cost cost, Purse purse) {
    boolean free = cost instanceof Shop.Cost.Free;
    BigDecimal credits =
        cost instanceof Shop.Cost.Paid paid ? paid.credits() : ((Shop.Cost.Free) cost).credits();
    Shop.Cost.Paid shown = new Shop.Cost.Paid(credits, price(cost));
    return new Reply.StartJob(
        model.id(),
        session.given(),
        free,
        free ? 1 : price(cost),
        credits,
        new Screen(new Phrase("status.accepted", values(session, model, cost, purse)), List.of()),
        poor(session, model, shown, purse));
  }

  private Turn already(Scene scene, Action action) {
    boolean justStarted = action.number(0) == scene.session().started();
    return justStarted ? Turn.toast(scene.session(), "toast.started") : home.stale(scene);
  }

  /** What the button promised, in minor units; free is 0. */
  private static long price(Shop.Cost cost) {
    return cost instanceof Shop.Cost.Paid paid ? paid.minorUnits() : 0;
  }

  private Screen confirm(Scene scene, Session session, Model model, Shop.Cost cost) {
    String key = cost instanceof Shop.Cost.Free ? "confirm.free" : "confirm.paid";
    List<List<Button>> rows = new ArrayList<>();
    rows.add(List.of(Button.of("button.confirm", Action.of("go", session.flow(), price(cost)))));
    rows.addAll(Question.rowsOf(changes(session, model), CHANGES_IN_A_ROW));
    rows.addAll(Question.rowsOf(WordingTopic.buttons(shop, scene, session, model), 1));
    rows.add(SettingsTopic.ways(scene.taste(), session, model));
    rows.add(List.of(Button.of("button.cancel", Action.of("home"))));
    return new Screen(new Phrase(key, values(session, model, cost, scene.purse())), rows);
  }

  /** The order stays as it is; the same button takes it when the pause is over. */
  private static Screen paused(Session session, Model model, Shop.Cost cost, Purse purse) {
    return Screen.column(
        new Phrase("confirm.paused", values(session, model, cost, purse)),
        List.of(
            Button.of("button.tryagain", Action.of("go", session.flow(), price(cost))),
            Button.of("button.cancel", Action.of("home"))));
  }

  private Screen poor(Session session, Model model, Shop.Cost.Paid paid, Purse purse) {
    Map<String, Object> args = values(session, model, paid, purse);
    args.put("missing", new Phrase.Stars(purse.missing(paid.minorUnits())));
    List<Button> buttons = new ArrayList<>(home.topUp());
    buttons.add(Button.of("button.othermodel", Action.of("models", model.category().name())));
    buttons.add(Button.of("button.menu", Action.of("home")));
    return Screen.column(new Phrase("confirm.poor", args), buttons);
  }

  private static Screen notSold(Model model) {
    return Screen.column(
        Phrase.of("confirm.notsold", "title", OrderTopic.title(model)),
        List.of(
            Button.of("button.othermodel", Action.of("models", model.category().name())),
            Button.of("button.menu", Action.of("home"))));
  }

  private static List<Button> changes(Session session, Model model) {
    List<Button> row = new ArrayList<>();
    for (Field field : model.fields()) {
      boolean set = session.inputs().containsKey(field.name());
      if (set && (field.asked() || Usual.isSetting(model, field))) {
        Phrase label = Phrase.of("button.change", "field", OrderTopic.localized(field.label()));
        int index = model.fields().indexOf(field);
        row.add(new Button(label, Action.of("c", session.flow(), index)));
      }
    }
    return row;
  }

  static Map<String, Object> values(Session session, Model model, Shop.Cost cost, Purse purse) {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("title", OrderTopic.title(model));
    args.put("prompt", prompt(session.inputs()));
    args.put("values", new Values(model, session.given()).asPhrase());
    args.put("price", new Phrase.Stars(price(cost)));
    args.put("before", new Phrase.Stars(purse.available()));
    args.put("after", new Phrase.Stars(purse.available() - price(cost)));
    args.put("isFree", cost instanceof Shop.Cost.Free ? "yes" : "no");
    args.put("free", purse.freeLeft());
    args.put("freeAfter", Math.max(0, purse.freeLeft() - 1));
    args.put("seconds", model.timing().typical().toSeconds());
    return args;
  }

  private static String prompt(Map<String, Object> inputs) {
    return Excerpt.of(String.valueOf(inputs.getOrDefault("prompt", "")));
  }
}

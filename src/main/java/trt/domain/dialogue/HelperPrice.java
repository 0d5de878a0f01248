package trt.domain.dialogue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trt.domain.catalog.Model;
import trt.domain.wallet.Purse;

/** What a job that helps with an order costs, and how it is started. */
final class HelperPrice {
  private final HomeTopic home;

  HelperPrice(HomeTopic home) {
    this.home = home;
  }

  /** What the button promises, in minor units; free is 0. */
  static long shown(Shop.Cost cost) {
    return cost instanceof Shop.Cost.Paid paid ? paid.minorUnits() : 0;
  }

  /** Whether it still costs what the button said. */
  boolean promised(Shop.Cost cost, long promised) {
    return !(cost instanceof Shop.Cost.NotSold) && shown(cost) == promised;
  }

  /** Whether it still costs what the button said, and the person can pay it. */
  boolean stands(Shop.Cost cost, long promised, Purse purse) {
    boolean payable = !(cost instanceof Shop.Cost.Paid paid) || purse.canPay(paid.minorUnits());
    return !(cost instanceof Shop.Cost.NotSold) && shown(cost) == promised && payable;
  }

  Map<String, Object> args(Scene scene, Shop.Cost cost) {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("price", new Phrase.Stars(shown(cost)));
    args.put("before", new Phrase.Stars(scene.purse().available()));
    args.put("isFree", cost instanceof Shop.Cost.Free ? "yes" : "no");
    return args;
  }

  /** Names its price, so that pressing it is the confirmation. */
  Button yes(Shop.Cost cost, Action action) {
    return new Button(
        cost instanceof Shop.Cost.Free
            ? Phrase.of("button.yes.free")
            : Phrase.of("button.yes.paid", "price", new Phrase.Stars(shown(cost))),
        action);
  }

  /** The same button takes it when the pause is over. */
  Turn paused(Session session, Action yes) {
    return Turn.show(
        session,
        Screen.column(
            Phrase.of("helper.paused"),
            List.of(
                Button.of("button.tryagain", yes),
                Button.of("button.voice.no", Action.of("vn", session.flow())))));
  }

  Reply start(
      Model model, Map<String, Object> inputs, Shop.Cost cost, Phrase accepted, Purse purse) {
    boolean free = cost instanceof Shop.Cost.Free;
    BigDecimal credits =
        cost instanceof Shop.Cost.Paid paid ? paid.credits() : ((Shop.Cost.Free) cost).credits();
    return new Reply.StartJob(
        model.id(),
        inputs,
        free,
        free ? 1 : shown(cost),
        credits,
        new Screen(accepted, List.of()),
        poor(shown(cost), purse));
  }

  Screen poor(long price, Purse purse) {
    List<Button> buttons = new ArrayList<>(home.topUp());
    buttons.add(Button.of("button.menu", Action.of("home")));
    return Screen.column(
        new Phrase(
            "helper.poor",
            Map.of(
                "price", new Phrase.Stars(price),
                "before", new Phrase.Stars(purse.available()),
                "missing", new Phrase.Stars(purse.missing(price)))),
        buttons);
  }
}

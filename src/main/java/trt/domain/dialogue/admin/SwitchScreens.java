package trt.domain.dialogue.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.Model;
import trt.domain.catalog.Words;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.Input;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;
import trt.domain.dialogue.Shop;
import trt.domain.pricing.MediaMeasures;
import trt.domain.pricing.Quote;
import trt.domain.pricing.Special;

/** Sales, maintenance, models and their prices. */
final class SwitchScreens {
  /** Telegram takes 100 buttons. */
  private static final int MOST_MODELS = 95;

  private final Shop shop;

  SwitchScreens(Shop shop) {
    this.shop = shop;
  }

  Screen screen(Input input, Switches switches) {
    if (input instanceof Input.Press press) {
      if (press.action().arg(0).equals("models")) {
        return models(switches);
      }
      Optional<Model> model = shop.find(press.action().arg(1));
      if (press.action().arg(0).equals("model") && model.isPresent()) {
        return model(model.get(), switches);
      }
    }
    return switches(switches);
  }

  private static Screen switches(Switches switches) {
    Phrase text =
        new Phrase(
            "admin.switches",
            Map.of(
                "sales",
                switches.closed() ? "closed" : "open",
                "maintenance",
                switches.maintenance() ? "yes" : "no",
                "off",
                switches.off().size(),
                "prices",
                switches.prices().size()));
    return Lines.screen(
        text,
        List.of(
            switches.closed()
                ? Lines.button("admin.button.open", "do", Deed.OPEN)
                : Lines.button("admin.button.close", "do", Deed.CLOSE),
            switches.maintenance()
                ? Lines.button("admin.button.resume", "do", Deed.RESUME)
                : Lines.button("admin.button.maintain", "do", Deed.MAINTAIN),
            Lines.button("admin.button.models", "models")));
  }

  private Screen models(Switches switches) {
    List<Button> buttons = new ArrayList<>();
    for (String id : shop.shown().subList(0, Math.min(MOST_MODELS, shop.shown().size()))) {
      String sign =
          switches.off().contains(id) ? "⛔ " : switches.prices().containsKey(id) ? "💲 " : "🟢 ";
      buttons.add(Lines.labelled(sign + id, "model", id));
    }
    return Lines.screen(Phrase.of("admin.models"), buttons);
  }

  private Screen model(Model model, Switches switches) {
    boolean off = switches.off().contains(model.id());
    boolean special = switches.prices().containsKey(model.id());
    List<Button> buttons = new ArrayList<>();
    buttons.add(
        off
            ? Lines.button("admin.button.modelon", "do", Deed.MODELON, model.id())
            : Lines.button("admin.button.modeloff", "do", Deed.MODELOFF, model.id()));
    buttons.add(Lines.button("admin.button.price", "do", Deed.PRICE, model.id()));
    if (special) {
      buttons.add(Lines.button("admin.button.usual", "do", Deed.USUAL, model.id()));
    }
    buttons.add(Lines.button("admin.button.models", "models"));
    Phrase text =
        new Phrase(
            "admin.model",
            Map.of(
                "id", model.id(),
                "title", title(model),
                "off", off ? "yes" : "no",
                "now", now(model),
                "special",
                    Optional.ofNullable(switches.prices().get(model.id()))
                        .map(SwitchScreens::words)
                        .orElse(Phrase.of("admin.price.usual"))));
    return Lines.screen(text, buttons);
  }

  private static Phrase.Localized title(Model model) {
    Words title = model.offer().title();
    return new Phrase.Localized(Map.of("ru", title.ru(), "en", title.en()));
  }

  /** With the usual settings, as on the menu. */
  private Phrase now(Model model) {
    MediaMeasures none = new MediaMeasures(Map.of(), Map.of());
    return shop.prices().quote(model, model.complete(Map.of()), none) instanceof Quote.Priced priced
        ? Phrase.of("admin.price.stars", "amount", new Phrase.Stars(priced.minorUnits()))
        : Phrase.of("admin.none");
  }

  static Phrase words(Special special) {
    return special.percent() > 0
        ? Phrase.of("admin.price.percent", "percent", special.percent())
        : Phrase.of("admin.price.stars", "amount", new Phrase.Stars(special.minorUnits()));
  }
}

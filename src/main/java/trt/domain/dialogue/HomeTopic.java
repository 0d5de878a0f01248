package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import trt.domain.catalog.Category;
import trt.domain.catalog.Model;
import trt.domain.wallet.Purse;

/** The main menu, help, balance, and the answers for when nothing else fits. */
final class HomeTopic {
  private static final int ON_THE_SHELF = 4;
  private static final int CATEGORIES_IN_A_ROW = 2;
  private static final int MOST_EXPLAINED = 6;
  private static final Button TO_MENU = Button.of("button.menu", Action.of("home"));

  private final Shop shop;
  private final Till till;
  private final String support;

  HomeTopic(Shop shop, Till till, String support) {
    this.shop = shop;
    this.till = till;
    this.support = support;
  }

  Turn start(Scene scene) {
    return Turn.show(scene.session().home(), home(scene, "home.welcome"));
  }

  Turn menu(Scene scene) {
    return Turn.show(scene.session().home(), home(scene, "home.menu"));
  }

  Turn models(Scene scene, Category category) {
    List<Button> buttons = new ArrayList<>();
    for (Model model : shop.models(category)) {
      buttons.add(modelButton(model, scene.purse()));
    }
    buttons.add(TO_MENU);
    Phrase text = shop.open() ? choice(category) : Phrase.of("models.closed");
    return Turn.show(scene.session().home(), Screen.column(text, buttons));
  }

  /** What each model is good for, unless there are so many that nobody would read it. */
  private Phrase choice(Category category) {
    Phrase name = Phrase.of("category." + category.name());
    List<Model> models = shop.models(category);
    if (models.isEmpty() || models.size() > MOST_EXPLAINED) {
      return Phrase.of("models.choose.many", "category", name);
    }
    List<Phrase> lines = new ArrayList<>();
    for (Model model : models) {
      Phrase.Localized summary = OrderTopic.localized(model.offer().summary());
      lines.add(
          new Phrase("models.line", Map.of("title", OrderTopic.title(model), "summary", summary)));
    }
    Phrase all = lines.get(lines.size() - 1);
    for (int i = lines.size() - 2; i >= 0; i--) {
      all = new Phrase("models.lines", Map.of("line", lines.get(i), "rest", all));
    }
    return new Phrase("models.choose", Map.of("category", name, "models", all));
  }

  Turn help(Scene scene) {
    List<Button> own =
        List.of(
            Button.of("button.jobs", Action.of("jobs")),
            Button.of("button.languages", Action.of("language")),
            Button.of("button.privacy", Action.of("privacy")));
    return about(scene, "help", own);
  }

  /** A page that names whom to write to. */
  Turn about(Scene scene, String key) {
    return about(scene, key, List.of());
  }

  private Turn about(Scene scene, String key, List<Button> more) {
    Phrase text =
        new Phrase(
            key,
            Map.of(
                "support",
                support,
                "hasSupport",
                support.isEmpty() ? "no" : "yes",
                "hasTransfer",
                till.transfer().isPresent() ? "yes" : "no"));
    List<Button> buttons = new ArrayList<>(more);
    buttons.add(TO_MENU);
    return Turn.show(scene.session(), Screen.column(text, buttons));
  }

  /** The button to the amounts, if Stars are taken. */
  List<Button> topUp() {
    return till.open() ? List.of(Button.of("button.topup", Action.of("topup"))) : List.of();
  }

  Turn cancel(Scene scene) {
    boolean busy = scene.session().stage() != Session.Stage.HOME;
    return Turn.show(
        scene.session().home().forget(), home(scene, busy ? "cancel.done" : "cancel.nothing"));
  }

  /** A text nobody asked for. */
  Turn unknownWords(Scene scene) {
    return Turn.show(scene.session().home(), home(scene, "unknown.words"));
  }

  Turn unknownCommand(Scene scene) {
    return Turn.show(scene.session().home(), home(scene, "unknown.command"));
  }

  Turn unsupported(Scene scene) {
    return Turn.show(scene.session(), Screen.column(Phrase.of("unknown.kind"), List.of(TO_MENU)));
  }

  /** A button of an order that is no longer being prepared. */
  Turn stale(Scene scene) {
    Screen now = home(scene, "home.menu");
    return new Turn(
        scene.session().home(),
        List.of(new Reply.Toast(Phrase.of("toast.stale"), false), new Reply.Show(now)));
  }

  private Screen home(Scene scene, String key) {
    List<Button> buttons = new ArrayList<>();
    for (Category category : Category.values()) {
      if (!shop.models(category).isEmpty()) {
        buttons.add(Button.of("category." + category.name(), Action.of("models", category.name())));
      }
    }
    Phrase text = money(key, scene.purse());
    List<List<Button>> rows = new ArrayList<>(shelf(scene).stream().map(List::of).toList());
    rows.addAll(Question.rowsOf(buttons, CATEGORIES_IN_A_ROW));
    rows.add(
        List.of(
            Button.of("button.allmodels", Action.of("all", 0)),
            Button.of("button.history", Action.of("h", "a", 0))));
    return new Screen(
        text,
        with(
            rows,
            List.of(
                Button.of("button.balance", Action.of("balance")),
                Button.of("button.help", Action.of("help")))));
  }

  /** Models a person has marked, then those they used last. */
  private List<Button> shelf(Scene scene) {
    Set<String> ids = new LinkedHashSet<>(scene.taste().liked());
    ids.addAll(scene.taste().recent());
    List<Button> shelf = new ArrayList<>();
    for (String id : ids) {
      Optional<Model> model = shop.find(id).filter(shop.prices()::sells);
      if (model.isPresent() && shelf.size() < ON_THE_SHELF) {
        Button plain = modelButton(model.get(), scene.purse());
        String key = scene.taste().likes(id) ? "button.shelf.liked" : "button.shelf.recent";
        shelf.add(new Button(Phrase.of(key, "model", plain.label()), plain.action()));
      }
    }
    return shelf;
  }

  private static List<List<Button>> with(List<List<Button>> rows, List<Button> lastRow) {
    rows.add(lastRow);
    return rows;
  }

  Button modelButton(Model model, Purse purse) {
    Map<String, Object> title = Map.of("title", OrderTopic.title(model));
    if (!shop.prices().sells(model)) {
      return new Button(new Phrase("button.model.closed", title), Action.of("m", model.id()));
    }
    Shop.Cost cost = shop.cost(model, model.complete(Map.of()), purse);
    Phrase label =
        cost instanceof Shop.Cost.Paid paid
            ? new Phrase(
                "button.model.paid",
                Map.of(
                    "title", OrderTopic.title(model), "price", new Phrase.Stars(paid.minorUnits())))
            : new Phrase(
                cost instanceof Shop.Cost.Free ? "button.model.free" : "button.model.open", title);
    return new Button(label, Action.of("m", model.id()));
  }

  static Phrase money(String key, Purse purse) {
    return new Phrase(
        key,
        Map.of(
            "available",
            new Phrase.Stars(purse.available()),
            "held",
            new Phrase.Stars(purse.held()),
            "hasHeld",
            purse.held() > 0 ? "yes" : "no",
            "debt",
            new Phrase.Stars(purse.debt()),
            "hasDebt",
            purse.debt() > 0 ? "yes" : "no",
            "free",
            purse.freeLeft()));
  }
}

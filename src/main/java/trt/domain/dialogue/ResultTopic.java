package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import trt.domain.catalog.Kind;
import trt.domain.catalog.Model;
import trt.domain.catalog.ResultType;

/** What is done with an earlier result: once more, otherwise, onward, kept, deleted. */
final class ResultTopic {
  private static final Set<String> SEEDS = Set.of("seed", "seeds");

  private final Shop shop;
  private final HomeTopic home;
  private final OrderTopic order;
  private final FileTopic files;
  private final SettingsTopic settings;

  ResultTopic(
      Shop shop, HomeTopic home, OrderTopic order, FileTopic files, SettingsTopic settings) {
    this.shop = shop;
    this.home = home;
    this.order = order;
    this.files = files;
    this.settings = settings;
  }

  Turn press(Scene scene, Action action) {
    Optional<PastView.Item> found =
        scene.past(PastView.Item.class).filter(item -> !item.inputs().isEmpty());
    if (found.isEmpty()) {
      return action.verb().equals("dn") ? kept(scene) : deleted(scene);
    }
    PastView.Item item = found.get();
    return switch (action.verb()) {
      case "var" -> order.begin(scene, item.model(), withoutSeed(item.inputs()));
      case "set" -> settings.of(scene, item.model(), item.inputs());
      case "once" -> onceMore(scene, item, action);
      case "use" -> use(scene, item, action);
      case "fav" -> favourite(scene, item, action);
      case "del" -> ask(scene, item, action);
      case "dy" -> erase(scene, item, action);
      case "dn" -> kept(scene);
      default -> show(scene, item);
    };
  }

  /** A button under something that is not there any more. */
  private static Turn deleted(Scene scene) {
    return Turn.show(
        scene.session().home(),
        Screen.column(
            Phrase.of("history.deleted"),
            List.of(
                Button.of("button.history", Action.of("h", "a", 0)),
                Button.of("button.menu", Action.of("home")))));
  }

  /** At once the first time; a second press of the same button may be a slip, and costs money. */
  private Turn onceMore(Scene scene, PastView.Item item, Action action) {
    if (!item.ordered()) {
      return order.repeat(scene, item.model(), item.inputs(), action.number(1));
    }
    Turn price = order.begin(scene, item.model(), item.inputs());
    List<Reply> replies = new ArrayList<>();
    replies.add(new Reply.Toast(Phrase.of("toast.once.again"), false));
    replies.addAll(price.replies());
    return new Turn(price.session(), replies);
  }

  private static Map<String, Object> withoutSeed(Map<String, Object> inputs) {
    Map<String, Object> others = new LinkedHashMap<>(inputs);
    others.keySet().removeAll(SEEDS);
    return others;
  }

  /** job, kind of model, which of several files. */
  private Turn use(Scene scene, PastView.Item item, Action action) {
    List<PastView.Made> made = item.files();
    if (made.isEmpty()) {
      return Turn.show(scene.session(), gone(item));
    }
    boolean chosen = action.args().size() > 2;
    if (made.size() > 1 && !chosen) {
      return Turn.show(scene.session(), which(item, action));
    }
    Optional<PastView.Made> file = OrderTopic.at(made, chosen ? action.number(2) : 0);
    Optional<Kind> kind = kind(action.arg(1));
    return file.isEmpty() || kind.isEmpty()
        ? home.stale(scene)
        : files.use(scene, Results.given(model(item), item, file.get()), kind.get());
  }

  private static Screen which(PastView.Item item, Action action) {
    List<Button> numbers = new ArrayList<>();
    for (int i = 0; i < item.files().size(); i++) {
      numbers.add(
          new Button(
              Phrase.of("button.number", "number", i + 1),
              Action.of("use", item.job(), action.arg(1), i)));
    }
    List<List<Button>> rows = new ArrayList<>(Question.rowsOf(numbers, 5));
    rows.add(List.of(Button.of("button.menu", Action.of("home"))));
    return new Screen(Phrase.of("use.which", "count", item.files().size()), rows);
  }

  private Turn favourite(Scene scene, PastView.Item item, Action action) {
    boolean on = !item.kept();
    boolean original = action.arg(1).equals("1");
    return new Turn(
        scene.session(),
        List.of(
            new Reply.Toast(Phrase.of(on ? "toast.kept" : "toast.unkept"), false),
            new Reply.Do(new PastDeed.Keep(item.job(), on)),
            new Reply.Do(new PastDeed.Relabel(ResultButtons.rows(buttons(item, original, on))))));
  }

  private Turn ask(Scene scene, PastView.Item item, Action action) {
    Map<String, Object> args = args(item);
    return Turn.show(
        scene.session().home(),
        Screen.column(
            new Phrase("delete.ask", args),
            List.of(
                Button.of("button.delete.yes", Action.of("dy", item.job(), action.arg(1))),
                Button.of("button.delete.no", Action.of("dn", item.job())),
                Button.of("button.menu", Action.of("home")))));
  }

  /** job, message of the result. */
  private Turn erase(Scene scene, PastView.Item item, Action action) {
    Screen done =
        Screen.column(
            new Phrase("delete.done", args(item)),
            List.of(
                Button.of("button.history", Action.of("h", "a", 0)),
                Button.of("button.menu", Action.of("home"))));
    return new Turn(
        scene.session().home(),
        List.of(
            new Reply.Do(new PastDeed.Erase(item.job(), Math.max(0, action.number(1)))),
            new Reply.Show(done)));
  }

  private static Turn kept(Scene scene) {
    return Turn.show(
        scene.session().home(),
        Screen.column(
            Phrase.of("delete.kept"), List.of(Button.of("button.menu", Action.of("home")))));
  }

  /** Once more what it made, with its buttons; the list stays where it is. */
  private Turn show(Scene scene, PastView.Item item) {
    boolean original =
        item.files().stream().anyMatch(f -> Set.of("photo", "video").contains(f.shown()));
    List<List<Button>> rows = ResultButtons.rows(buttons(item, original, item.kept()));
    PastDeed deed =
        item.text().isPresent()
            ? new PastDeed.Say(new Screen(words(item), rows))
            : item.files().isEmpty()
                ? new PastDeed.Say(new Screen(gone(item).text(), rows))
                : new PastDeed.Resend(
                    item.files(),
                    new Phrase("history.caption", args(item)),
                    rows,
                    new Screen(gone(item).text(), rows));
    return new Turn(scene.session(), List.of(new Reply.Do(deed)));
  }

  private Phrase words(PastView.Item item) {
    Map<String, Object> args = args(item);
    args.put("text", Excerpt.of(item.text().orElse(""), 3_000));
    return new Phrase("history.text", args);
  }

  private Screen gone(PastView.Item item) {
    return Screen.column(
        new Phrase("history.gone", args(item)),
        List.of(Button.of("button.menu", Action.of("home"))));
  }

  private ResultButtons.Of buttons(PastView.Item item, boolean original, boolean on) {
    ResultType type = model(item).map(Model::result).orElse(ResultType.TEXT);
    return new ResultButtons.Of(item.job(), type, item.price(), item.free(), original, on);
  }

  private Map<String, Object> args(PastView.Item item) {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("title", model(item).<Object>map(OrderTopic::title).orElse(item.model()));
    args.put("prompt", Excerpt.of(Results.prompt(item.inputs())));
    return args;
  }

  private Optional<Model> model(PastView.Item item) {
    return shop.catalog().find(item.model());
  }

  private static Optional<Kind> kind(String name) {
    for (Kind kind : Kind.values()) {
      if (kind.name().equals(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}

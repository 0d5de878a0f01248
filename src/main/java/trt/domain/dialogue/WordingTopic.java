package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import trt.domain.catalog.Category;
import trt.domain.catalog.Field;
import trt.domain.catalog.InputCheck;
import trt.domain.catalog.Kind;
import trt.domain.catalog.Model;

/**
 * Help with the description while its price is shown: it is improved or translated for the price on
 * the button, and the person takes the new words or keeps the old ones.
 */
final class WordingTopic {
  /** Among the answers: the new words that may be taken, and what was asked for. */
  private static final String BETTER = "@better";

  private static final String TASK = "@task";
  private static final List<String> TASKS = List.of("IMPROVE", "TRANSLATE");
  private static final int LAST_LATIN = 0x24F;
  private static final int SHOWN = 1_200;

  private final Shop shop;
  private final OrderTopic order;
  private final HelperPrice price;

  WordingTopic(Shop shop, HomeTopic home, OrderTopic order) {
    this.shop = shop;
    this.order = order;
    this.price = new HelperPrice(home);
  }

  /** The buttons under a description that can be helped with; none in a group. */
  static List<Button> buttons(Shop shop, Scene scene, Session session, Model model) {
    List<Button> row = new ArrayList<>();
    String text = told(session, model);
    if (scene.group() || !isHelped(model) || shop.paused()) {
      return row;
    }
    for (String task : TASKS) {
      Optional<Shop.Cost> cost = cost(shop, scene, model, text, task);
      boolean wanted = !task.equals("TRANSLATE") || text.codePoints().anyMatch(WordingTopic::far);
      if (wanted && cost.isPresent()) {
        row.add(button(cost.get(), session, task, ""));
      }
    }
    return row;
  }

  /** The answer, if it is about such help. */
  Optional<Turn> next(Scene scene, Input input, BiFunction<Scene, Input, Turn> typed) {
    if (input instanceof Input.Heard) {
      return heard(scene);
    }
    if (!(input instanceof Input.Press press)) {
      return Optional.empty();
    }
    return switch (press.action().verb()) {
      case "wi" -> Optional.of(start(scene, press.action()));
      case "wt" -> Optional.of(take(scene, press.action(), typed));
      case "wk" -> Optional.of(keep(scene, press.action(), typed));
      default -> Optional.empty();
    };
  }

  /** flow, number of the task, price. */
  private Turn start(Scene scene, Action action) {
    Session session = scene.session();
    Optional<Model> model = order.current(scene, action);
    Optional<String> task = OrderTopic.at(TASKS, action.number(1));
    Optional<Model> helper = helper(shop);
    if (model.isEmpty() || task.isEmpty() || helper.isEmpty() || !isConfirming(session)) {
      return action.number(0) == session.started()
          ? Turn.toast(session, "toast.started")
          : order.stale(scene);
    }
    Map<String, Object> inputs = inputs(model.get(), told(session, model.get()), task.get());
    Shop.Cost cost = shop.cost(helper.get(), inputs, scene.purse());
    if (!InputCheck.of(helper.get(), inputs).isEmpty()
        || shop.paused()
        || !price.promised(cost, action.number(2))) {
      return order.stale(scene);
    }
    if (!price.stands(cost, action.number(2), scene.purse())) {
      return Turn.show(session.save(), price.poor(HelperPrice.shown(cost), scene.purse()));
    }
    Session waiting = session.without(BETTER).with(TASK, task.get()).helped();
    inputs.put(Purpose.NAME, new Purpose(Purpose.Use.BETTER, waiting.flow()).written());
    Map<String, Object> args = price.args(scene, cost);
    args.put("task", task.get());
    args.put("prompt", Excerpt.of(told(session, model.get())));
    return new Turn(
        waiting,
        List.of(
            price.start(
                helper.get(), inputs, cost, new Phrase("wording.accepted", args), scene.purse())));
  }

  /** The new words beside the old ones, if the person still waits for them. */
  private Optional<Turn> heard(Scene scene) {
    Optional<PastView.Item> item = scene.past(PastView.Item.class);
    Optional<Purpose> purpose =
        item.flatMap(found -> Purpose.of(found.inputs()))
            .filter(one -> one.use() == Purpose.Use.BETTER);
    if (purpose.isEmpty()) {
      return Optional.empty();
    }
    Session session = scene.session();
    Optional<Model> model = shop.find(session.model());
    String text = item.flatMap(PastView.Item::text).orElse("").strip();
    boolean awaited = purpose.get().flow() == session.flow() && isConfirming(session);
    return Optional.of(
        !awaited || text.isEmpty() || model.isEmpty()
            ? new Turn(session, List.of())
            : Turn.show(session.with(BETTER, text), compared(scene, session, model.get(), text)));
  }

  private Screen compared(Scene scene, Session session, Model model, String text) {
    String old = told(session, model);
    String task = session.inputs().getOrDefault(TASK, TASKS.get(0)).toString();
    Map<String, Object> args =
        new LinkedHashMap<>(
            Map.of("old", Excerpt.of(old, SHOWN), "text", Excerpt.of(text, SHOWN), "task", task));
    List<Button> buttons = new ArrayList<>();
    buttons.add(Button.of("button.wording.take", Action.of("wt", session.flow())));
    buttons.add(Button.of("button.wording.keep", Action.of("wk", session.flow())));
    cost(shop, scene, model, old, task)
        .ifPresent(cost -> buttons.add(button(cost, session, task, ".again")));
    buttons.add(Button.of("button.cancel", Action.of("home")));
    return Screen.column(new Phrase("wording.compared", args), buttons);
  }

  /** flow. */
  private Turn take(Scene scene, Action action, BiFunction<Scene, Input, Turn> typed) {
    Object better = scene.session().inputs().get(BETTER);
    return order.current(scene, action).isEmpty() || better == null
        ? order.stale(scene)
        : typed.apply(scene.at(done(scene.session())), new Input.Words(better.toString()));
  }

  /** The same question as before: flow. */
  private Turn keep(Scene scene, Action action, BiFunction<Scene, Input, Turn> typed) {
    Session session = scene.session();
    return order
        .current(scene, action)
        .map(model -> told(session, model))
        .map(text -> typed.apply(scene.at(done(session)), new Input.Words(text)))
        .orElseGet(() -> order.stale(scene));
  }

  private static Session done(Session session) {
    return session.without(BETTER).without(TASK);
  }

  private static boolean isConfirming(Session session) {
    return session.stage() == Session.Stage.CONFIRM;
  }

  private static Optional<Model> helper(Shop shop) {
    return shop.open()
        ? shop.catalog().helper(Kind.WORDING).filter(shop.prices()::sells)
        : Optional.empty();
  }

  private static Optional<Shop.Cost> cost(
      Shop shop, Scene scene, Model model, String text, String task) {
    Map<String, Object> inputs = inputs(model, text, task);
    return helper(shop)
        .filter(helper -> !text.isBlank() && InputCheck.of(helper, inputs).isEmpty())
        .map(helper -> shop.cost(helper, inputs, scene.purse()))
        .filter(cost -> !(cost instanceof Shop.Cost.NotSold));
  }

  private static Map<String, Object> inputs(Model model, String text, String task) {
    Map<String, Object> inputs = new LinkedHashMap<>();
    inputs.put("prompt", text);
    inputs.put("task", task);
    inputs.put("subject", model.category().name());
    return inputs;
  }

  private static Button button(Shop.Cost cost, Session session, String task, String more) {
    long shown = HelperPrice.shown(cost);
    String key = "button.wording." + task + more + (shown == 0 ? ".free" : "");
    return new Button(
        shown == 0 ? Phrase.of(key) : Phrase.of(key, "price", new Phrase.Stars(shown)),
        Action.of("wi", session.flow(), TASKS.indexOf(task), shown));
  }

  /** What is spoken is said as it is written: nobody improves that. */
  private static boolean isHelped(Model model) {
    return model.category() != Category.SPEECH && Usual.description(model).isPresent();
  }

  private static String told(Session session, Model model) {
    return Usual.description(model)
        .map(Field::name)
        .map(name -> session.inputs().getOrDefault(name, "").toString())
        .orElse("");
  }

  private static boolean far(int letter) {
    return Character.isLetter(letter) && letter > LAST_LATIN;
  }
}

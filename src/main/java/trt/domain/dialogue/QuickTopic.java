package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import trt.domain.catalog.Category;
import trt.domain.catalog.Field;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.InputCheck;
import trt.domain.catalog.Model;

/**
 * Words out of the blue: a picture of them is offered, with its price and one button. The model is
 * the one used last, else the best free one; what it asks for is set as usual.
 */
final class QuickTopic {
  /** Among the answers: the model was not chosen by the person. */
  private static final String QUICK = "@quick";

  private static final Set<String> PRICED = Set.of("confirm.paid", "confirm.free");

  private final Shop shop;
  private final HomeTopic home;
  private final OrderTopic order;

  QuickTopic(Shop shop, HomeTopic home, OrderTopic order) {
    this.shop = shop;
    this.home = home;
    this.order = order;
  }

  Turn words(Scene scene, Input.Words words) {
    String text = words.text().strip();
    List<Model> fitting = fitting(scene, text);
    if (!shop.open() || fitting.isEmpty() || text.isEmpty()) {
      return home.unknownWords(scene);
    }
    return offered(scene, fitting.get(0), text, words.messageId());
  }

  /** Other models for the same words: flow. */
  Turn others(Scene scene, Action action) {
    Optional<String> text = order.current(scene, action).map(model -> told(scene, model));
    if (text.isEmpty() || text.get().isEmpty()) {
      return order.stale(scene);
    }
    List<Button> buttons = new ArrayList<>();
    for (Model model : fitting(scene, text.get())) {
      Button button = home.modelButton(model, scene.purse());
      int at = shop.shown().indexOf(model.id());
      buttons.add(new Button(button.label(), Action.of("qm", scene.session().flow(), at)));
    }
    buttons.add(Button.of("button.back", Action.of("cf", scene.session().flow())));
    buttons.add(Button.of("button.cancel", Action.of("home")));
    return Turn.show(
        scene.session().at(Session.Stage.CONFIRM),
        Screen.column(Phrase.of("models.pick"), buttons));
  }

  /** One of them: flow, number of the model on the menu. */
  Turn other(Scene scene, Action action) {
    Optional<String> text = order.current(scene, action).map(model -> told(scene, model));
    Optional<Model> model =
        OrderTopic.at(shop.shown(), action.number(1))
            .flatMap(shop::find)
            .filter(m -> text.isPresent() && fits(m, text.get()));
    return model.isEmpty() ? order.stale(scene) : offered(scene, model.get(), text.orElse(""), 0);
  }

  private Turn offered(Scene scene, Model model, String text, long messageId) {
    Map<String, Object> known = Usual.known(scene, model);
    for (Field field : model.fields()) {
      if (field.asked() && !known.containsKey(field.name())) {
        value(field).ifPresent(value -> known.put(field.name(), value));
      }
    }
    Field described = described(model);
    known.put(described.name(), text);
    known.put(QUICK, "");
    Session session =
        Correction.noted(scene.session().begin(model.id(), known), described, messageId);
    return asked(order.ask(scene, session, model));
  }

  /** Other words while a price is shown: the same question about them. */
  Turn retold(Scene scene, Input.Words words) {
    return asked(order.retold(scene, words.text(), words.messageId()));
  }

  private static Turn asked(Turn turn) {
    Session session = turn.session();
    return session.inputs().containsKey(QUICK)
        ? new Turn(session, turn.replies().stream().map(r -> asked(r, session)).toList())
        : turn;
  }

  private static Reply asked(Reply reply, Session session) {
    if (!(reply instanceof Reply.Show show) || !PRICED.contains(show.screen().text().key())) {
      return reply;
    }
    List<List<Button>> rows = new ArrayList<>(show.screen().rows());
    rows.add(
        rows.size() - 1, List.of(Button.of("button.othermodel", Action.of("qo", session.flow()))));
    return new Reply.Show(
        new Screen(Phrase.of("quick.picture", "offer", show.screen().text()), rows));
  }

  /** Picture models that need nothing but these words: used last, free, best picks. */
  private List<Model> fitting(Scene scene, String text) {
    Set<String> ids = new LinkedHashSet<>(scene.taste().recent());
    if (scene.purse().freeLeft() > 0) {
      shop.shown().stream().filter(shop.free()::contains).forEach(ids::add);
    }
    ids.addAll(shop.shown());
    return ids.stream()
        .flatMap(id -> shop.find(id).stream())
        .filter(model -> fits(model, text))
        .toList();
  }

  private boolean fits(Model model, String text) {
    return model.category() == Category.PICTURE
        && shop.prices().sells(model)
        && Usual.description(model)
            .filter(field -> InputCheck.of(field, text).isEmpty())
            .isPresent()
        && model.fields().stream()
            .allMatch(field -> field.equals(described(model)) || isEasy(field));
  }

  private static Field described(Model model) {
    return Usual.description(model).orElseThrow();
  }

  private static boolean isEasy(Field field) {
    return !field.asked() || value(field).isPresent();
  }

  /** What is taken when nobody is asked; nothing for what may be left out. */
  private static Optional<Object> value(Field field) {
    if (field.fallback().isPresent()) {
      return field.fallback();
    }
    if (!Choices.of(field).isEmpty()) {
      return Optional.of(Choices.of(field).get(0).value());
    }
    boolean list = field.type() == FieldType.MEDIA_LIST || field.type() == FieldType.TEXT_LIST;
    return field.required() ? Optional.empty() : Optional.of(list ? List.of() : "");
  }

  private static String told(Scene scene, Model model) {
    return Usual.description(model)
        .map(field -> scene.session().inputs().getOrDefault(field.name(), "").toString())
        .orElse("");
  }
}

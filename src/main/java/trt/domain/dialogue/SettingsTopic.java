package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.Field;
import trt.domain.catalog.Model;
import trt.domain.catalog.Words;

/** What an order does not ask for: optional values, usual values of a person, and marked models. */
final class SettingsTopic {
  private static final int IN_A_ROW = 2;
  private static final int VALUE = 24;
  private static final Words NONE = new Words("–", "–");

  private final Shop shop;
  private final OrderTopic order;

  SettingsTopic(Shop shop, OrderTopic order) {
    this.shop = shop;
    this.order = order;
  }

  /** The row under a price: settings, and the mark of the model. */
  static List<Button> ways(Taste taste, Session session, Model model) {
    return List.of(
        Button.of("button.settings", Action.of("s", session.flow())),
        Button.of(
            taste.likes(model.id()) ? "button.liked" : "button.like",
            Action.of("like", session.flow(), "c")));
  }

  Turn press(Scene scene, Action action) {
    Optional<Model> current = order.current(scene, action);
    if (current.isEmpty()) {
      return order.stale(scene);
    }
    Model model = current.get();
    Session session = scene.session();
    return switch (action.verb()) {
      case "s" -> show(scene, session.without(Session.ASKED), model);
      case "sf" -> one(scene, model, action);
      case "sd" -> usual(scene, model, action);
      case "sp" -> keep(scene, model, Usual.of(model, session.given()), "toast.preset");
      case "sr" -> keep(scene, model, Map.of(), "toast.preset.gone");
      case "like" -> like(scene, model, action);
      default -> order.ask(scene, session.without(Session.ASKED), model);
    };
  }

  /** The settings of an order that lacks nothing; one that lacks something is asked for that. */
  Turn of(Scene scene, String modelId, Map<String, Object> inputs) {
    Turn begun = order.begin(scene, modelId, inputs);
    Optional<Model> model = shop.find(modelId);
    return model.isEmpty() || begun.session().stage() != Session.Stage.CONFIRM
        ? begun
        : show(scene, begun.session(), model.get());
  }

  private Turn show(Scene scene, Session session, Model model) {
    if (shop.nextQuestion(model, session.inputs()).isPresent()) {
      return order.ask(scene, session, model);
    }
    Map<String, Object> now = model.complete(session.given());
    List<Button> buttons = new ArrayList<>();
    for (Field field : model.fields()) {
      if (isShown(model, field)) {
        Phrase label =
            new Phrase(
                "button.setting",
                Map.of(
                    "field", OrderTopic.localized(field.label()),
                    "value", OrderTopic.localized(value(field, now, VALUE))));
        Action action = Action.of("sf", session.flow(), model.fields().indexOf(field));
        buttons.add(new Button(label, action));
      }
    }
    List<List<Button>> rows = new ArrayList<>(Question.rowsOf(buttons, IN_A_ROW));
    rows.addAll(below(scene.taste(), session, model));
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("title", OrderTopic.title(model));
    args.put("count", buttons.size());
    args.put("values", lines(model, now));
    args.put("hasPreset", scene.taste().preset(model.id()).isEmpty() ? "no" : "yes");
    return Turn.show(
        session.at(Session.Stage.CONFIRM), new Screen(new Phrase("settings.show", args), rows));
  }

  private static List<List<Button>> below(Taste taste, Session session, Model model) {
    List<List<Button>> rows = new ArrayList<>();
    if (!Usual.of(model, session.given()).isEmpty()) {
      rows.add(List.of(Button.of("button.preset", Action.of("sp", session.flow()))));
    }
    if (!taste.preset(model.id()).isEmpty()) {
      rows.add(List.of(Button.of("button.preset.forget", Action.of("sr", session.flow()))));
    }
    rows.add(
        List.of(
            Button.of("button.back", Action.of("cf", session.flow())),
            Button.of(
                taste.likes(model.id()) ? "button.liked" : "button.like",
                Action.of("like", session.flow(), "s"))));
    rows.add(List.of(Button.of("button.cancel", Action.of("home"))));
    return rows;
  }

  private static boolean isShown(Model model, Field field) {
    return Usual.isSetting(model, field) || (field.asked() && Usual.isKept(field));
  }

  private static Phrase.Localized lines(Model model, Map<String, Object> now) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (String language : List.of("en", "ru")) {
      StringBuilder all = new StringBuilder();
      for (Field field : model.fields()) {
        if (isShown(model, field)) {
          all.append(field.label().in(language))
              .append(": ")
              .append(value(field, now, Excerpt.LENGTH / 5).in(language))
              .append('\n');
        }
      }
      lines.put(language, all.toString().strip());
    }
    return new Phrase.Localized(lines);
  }

  private static Words value(Field field, Map<String, Object> now, int length) {
    Object value = now.get(field.name());
    if (value == null || value.equals("")) {
      return NONE;
    }
    Words shown = Values.shown(field, value);
    return new Words(Excerpt.of(shown.ru(), length), Excerpt.of(shown.en(), length));
  }

  private Turn one(Scene scene, Model model, Action action) {
    Optional<Field> field =
        OrderTopic.at(model.fields(), action.number(1)).filter(f -> isShown(model, f));
    return field.isEmpty()
        ? order.stale(scene)
        : order.ask(scene, scene.session().asking(field.get().name()), model);
  }

  /** What the model takes when nobody says anything. */
  private Turn usual(Scene scene, Model model, Action action) {
    Optional<Field> field = OrderTopic.at(model.fields(), action.number(1));
    return field.isEmpty()
        ? order.stale(scene)
        : show(scene, scene.session().without(Session.ASKED).without(field.get().name()), model);
  }

  private Turn keep(Scene scene, Model model, Map<String, Object> values, String toast) {
    Scene then = scene.with(scene.taste().keeping(model.id(), values));
    return done(show(then, scene.session(), model), new PastDeed.Preset(model.id(), values), toast);
  }

  private Turn like(Scene scene, Model model, Action action) {
    boolean on = !scene.taste().likes(model.id());
    Scene then = scene.with(scene.taste().liking(model.id(), on));
    Turn shown =
        action.arg(1).equals("s")
            ? show(then, scene.session(), model)
            : order.ask(then, scene.session(), model);
    return done(shown, new PastDeed.Like(model.id(), on), on ? "toast.liked" : "toast.unliked");
  }

  private static Turn done(Turn shown, PastDeed deed, String toast) {
    List<Reply> replies = new ArrayList<>();
    replies.add(new Reply.Toast(Phrase.of(toast), false));
    replies.add(new Reply.Do(deed));
    replies.addAll(shown.replies());
    return new Turn(shown.session(), replies);
  }
}

package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.Field;
import trt.domain.catalog.InputCheck;
import trt.domain.catalog.InputProblem;
import trt.domain.catalog.Model;
import trt.domain.catalog.Option;
import trt.domain.catalog.Words;

/** Preparing an order: model, one question after the other, then the price, then yes or no. */
final class OrderTopic {
  private final Shop shop;
  private final HomeTopic home;
  private final ConfirmTopic confirm;

  OrderTopic(Shop shop, HomeTopic home) {
    this.shop = shop;
    this.home = home;
    this.confirm = new ConfirmTopic(shop, home);
  }

  /** A model was chosen: the person's usual values are known already. */
  Turn start(Scene scene, String modelId) {
    return begin(
        scene, modelId, shop.find(modelId).map(m -> Usual.known(scene, m)).orElse(Map.of()));
  }

  /** A model was chosen, or an earlier order is taken up again. */
  Turn begin(Scene scene, String modelId, Map<String, Object> known) {
    Optional<Model> model = shop.find(modelId);
    if (model.isEmpty()) {
      return home.stale(scene);
    }
    if (!shop.open()) {
      return Turn.show(scene.session().home(), closed());
    }
    if (!shop.prices().sells(model.get())) {
      return Turn.show(scene.session().home(), unpriced(model.get()));
    }
    return ask(scene, scene.session().begin(modelId, known), model.get());
  }

  /** An option button: flow, field, option. */
  Turn option(Scene scene, Action action) {
    Optional<Model> model = current(scene, action);
    Optional<Field> field = model.flatMap(m -> at(m.fields(), action.number(1)));
    Optional<Option> option = field.flatMap(f -> at(Choices.of(f), action.number(2)));
    if (model.isEmpty() || field.isEmpty() || option.isEmpty()) {
      return stale(scene);
    }
    return ask(scene, scene.session().with(field.get().name(), option.get().value()), model.get());
  }

  /** A text while a field waits for one. */
  Turn words(Scene scene, String text, long messageId) {
    Optional<Model> model = shop.find(scene.session().model());
    Optional<Field> field = model.flatMap(m -> shop.nextQuestion(m, scene.session().inputs()));
    if (model.isEmpty() || field.isEmpty() || !isTyped(field.get())) {
      return home.unknownWords(scene);
    }
    Object value = Choices.value(field.get(), text);
    List<InputProblem> problems = InputCheck.of(field.get(), value);
    if (!problems.isEmpty()) {
      return Turn.show(scene.session(), problem(model.get(), problems.get(0)));
    }
    Session answered = scene.session().with(field.get().name(), value);
    return ask(scene, Correction.noted(answered, field.get(), messageId), model.get());
  }

  /** A text instead of an option: an option typed by hand counts, anything else is explained. */
  Turn typedOption(Scene scene, String text) {
    Optional<Model> model = shop.find(scene.session().model());
    Optional<Field> field = model.flatMap(m -> shop.nextQuestion(m, scene.session().inputs()));
    Optional<Option> typed =
        field.flatMap(
            f -> Choices.of(f).stream().filter(o -> Choices.isMeant(o, text)).findFirst());
    if (model.isEmpty() || field.isEmpty()) {
      return home.unknownWords(scene);
    }
    if (typed.isEmpty()) {
      return Turn.show(
          scene.session(), Question.options(scene.session(), model.get(), field.get(), true));
    }
    return ask(scene, scene.session().with(field.get().name(), typed.get().value()), model.get());
  }

  /** Another value for a field that was already answered: flow, field. */
  Turn change(Scene scene, Action action) {
    Optional<Model> model = current(scene, action);
    Optional<Field> field = model.flatMap(m -> at(m.fields(), action.number(1)));
    if (model.isEmpty() || field.isEmpty()) {
      return stale(scene);
    }
    return ask(scene, scene.session().asking(field.get().name()), model.get());
  }

  /** Another description of the order that waits for its confirmation. */
  Turn retold(Scene scene, String text, long messageId) {
    Session session = scene.session();
    Optional<Model> model = shop.find(session.model());
    Optional<Field> told = model.flatMap(Usual::description);
    if (model.isEmpty()) {
      return home.unknownWords(scene);
    }
    if (told.isEmpty()) {
      return ask(scene, session, model.get());
    }
    Object value = Choices.value(told.get(), text);
    List<InputProblem> problems = InputCheck.of(told.get(), value);
    if (!problems.isEmpty()) {
      return Turn.show(session, problem(model.get(), problems.get(0)));
    }
    Session retold = session.with(told.get().name(), value);
    return ask(scene, Correction.noted(retold, told.get(), messageId), model.get());
  }

  /** The same order at once, if its price is still the one on the button; else the price. */
  Turn repeat(Scene scene, String modelId, Map<String, Object> inputs, long price) {
    Optional<Model> model = shop.find(modelId).filter(shop.prices()::sells);
    if (model.isEmpty() || !shop.open()) {
      return begin(scene, modelId, inputs);
    }
    Session session = scene.session().begin(modelId, inputs);
    boolean complete =
        shop.nextQuestion(model.get(), inputs).isEmpty()
            && shop.words().refused(model.get(), session).isEmpty();
    return complete
        ? confirm.repeated(scene, session, model.get(), price)
        : ask(scene, session, model.get());
  }

  /** A button of another order: the one being prepared is shown again, else the menu. */
  Turn stale(Scene scene) {
    Optional<Model> model = shop.find(scene.session().model());
    if (model.isEmpty()) {
      return home.stale(scene);
    }
    Turn now = ask(scene, scene.session(), model.get());
    List<Reply> replies = new ArrayList<>();
    replies.add(new Reply.Toast(Phrase.of("toast.stale"), false));
    replies.addAll(now.replies());
    return new Turn(now.session(), replies);
  }

  Turn confirmed(Scene scene, Action action) {
    if (current(scene, action).isEmpty() && action.number(0) != scene.session().started()) {
      return stale(scene);
    }
    return confirm.confirmed(scene, current(scene, action), action);
  }

  /** The next question, or the price when everything is answered. */
  Turn ask(Scene scene, Session session, Model model) {
    Optional<Field> refused = shop.words().refused(model, session);
    if (refused.isPresent()) {
      return Turn.show(
          session.without(refused.get().name()).at(Session.Stage.WORDS),
          Screen.column(
              Phrase.of("refused.words", "title", title(model)),
              List.of(Button.of("button.cancel", Action.of("home")))));
    }
    Optional<Field> question = shop.nextQuestion(model, session.inputs());
    if (question.isEmpty()) {
      return confirm.show(scene, session, model);
    }
    if (question.get().type().isMedia()) {
      return Turn.show(
          session.at(Session.Stage.FILE), FileQuestion.of(session, model, question.get()));
    }
    if (!Choices.of(question.get()).isEmpty()) {
      return Turn.show(
          session.at(Session.Stage.OPTION),
          Question.options(session, model, question.get(), false));
    }
    return Turn.show(
        session.at(Session.Stage.WORDS), Question.words(shop, session, model, question.get()));
  }

  static boolean isTyped(Field field) {
    return Choices.of(field).isEmpty() && !field.type().isMedia();
  }

  /** The model of the order a button belongs to, if that order is the one being prepared. */
  Optional<Model> current(Scene scene, Action action) {
    return action.number(0) == scene.session().flow()
        ? shop.find(scene.session().model())
        : Optional.empty();
  }

  static Screen problem(Model model, InputProblem problem) {
    return Screen.column(
        Objection.of(model, problem), List.of(Button.of("button.cancel", Action.of("home"))));
  }

  /** On the menu, and closed until the operator sets a price. */
  private static Screen unpriced(Model model) {
    return Screen.column(
        Phrase.of("models.unpriced", "title", title(model)),
        List.of(
            Button.of("button.othermodel", Action.of("models", model.category().name())),
            Button.of("button.menu", Action.of("home"))));
  }

  static Screen closed() {
    return Screen.column(
        Phrase.of("models.closed"), List.of(Button.of("button.menu", Action.of("home"))));
  }

  static Phrase.Localized title(Model model) {
    return localized(model.offer().title());
  }

  static Phrase.Localized localized(Words words) {
    return new Phrase.Localized(Map.of("ru", words.ru(), "en", words.en()));
  }

  static <T> Optional<T> at(List<T> list, long index) {
    return index >= 0 && index < list.size()
        ? Optional.of(list.get((int) index))
        : Optional.empty();
  }
}

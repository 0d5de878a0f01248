package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import trt.domain.catalog.Field;
import trt.domain.catalog.Model;
import trt.domain.catalog.Words;

/** Descriptions under the question for one: a tap answers with them, as if they were typed. */
final class ExampleTopic {
  private static final int MOST = 2;

  /** So much of it fits on a button. */
  private static final int SHOWN = 42;

  private final Shop shop;
  private final OrderTopic order;

  ExampleTopic(Shop shop, OrderTopic order) {
    this.shop = shop;
    this.order = order;
  }

  /** A button for each example of the field that is asked for. */
  static List<Button> buttons(Shop shop, Session session, Model model, Field field) {
    List<Words> examples = of(shop, model, field);
    List<Button> buttons = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      buttons.add(
          new Button(
              Phrase.of("button.example", "words", shortened(examples.get(i))),
              Action.of("ex", session.flow(), i)));
    }
    return buttons;
  }

  /** flow, number of the example. */
  Optional<Turn> next(Scene scene, Input input, BiFunction<Scene, Input, Turn> typed) {
    if (!(input instanceof Input.Press press) || !press.action().verb().equals("ex")) {
      return Optional.empty();
    }
    Session session = scene.session();
    Optional<Words> words =
        order
            .current(scene, press.action())
            .filter(model -> session.stage() == Session.Stage.WORDS)
            .flatMap(
                model ->
                    shop.nextQuestion(model, session.inputs()).map(field -> of(shop, model, field)))
            .flatMap(examples -> OrderTopic.at(examples, press.action().number(1)));
    return Optional.of(
        words
            .map(chosen -> typed.apply(scene, new Input.Words(chosen.in(scene.language()))))
            .orElseGet(() -> order.stale(scene)));
  }

  private static List<Words> of(Shop shop, Model model, Field field) {
    return Usual.description(model).filter(field::equals).isEmpty()
        ? List.of()
        : shop.catalog().examples(model, field).stream().limit(MOST).toList();
  }

  private static Phrase.Localized shortened(Words words) {
    return new Phrase.Localized(Map.of("ru", line(words.ru()), "en", line(words.en())));
  }

  private static String line(String text) {
    return Excerpt.of(text.replace('\n', ' '), SHOWN);
  }
}

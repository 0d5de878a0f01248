package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trt.domain.catalog.Field;
import trt.domain.catalog.Model;
import trt.domain.catalog.Option;

/** Asks for one value of an order: with buttons, or in words. */
final class Question {
  private static final int BUTTONS_IN_A_ROW = 3;

  private Question() {}

  static Screen options(Session session, Model model, Field field, boolean explain) {
    List<Button> options = new ArrayList<>();
    for (int i = 0; i < Choices.of(field).size(); i++) {
      Option option = Choices.of(field).get(i);
      Phrase label = Phrase.of("button.option", "label", OrderTopic.localized(option.label()));
      options.add(
          new Button(label, Action.of("o", session.flow(), model.fields().indexOf(field), i)));
    }
    List<List<Button>> rows = new ArrayList<>(rowsOf(options, BUTTONS_IN_A_ROW));
    rows.addAll(ways(session, model));
    return new Screen(asked(explain ? "ask.option.again" : "ask.option", model, field), rows);
  }

  static Screen words(Shop shop, Session session, Model model, Field field) {
    String key = field.name().equals("prompt") ? "ask.prompt" : "ask.words";
    List<List<Button>> rows =
        new ArrayList<>(rowsOf(ExampleTopic.buttons(shop, session, model, field), 1));
    rows.addAll(ways(session, model));
    return new Screen(asked(key, model, field), rows);
  }

  /** Out of the order; from a value that need not be asked, back to it. */
  private static List<List<Button>> ways(Session session, Model model) {
    Object asked = session.inputs().get(Session.ASKED);
    if (asked == null) {
      return List.of(List.of(Button.of("button.cancel", Action.of("home"))));
    }
    List<Button> row = new ArrayList<>();
    row.add(Button.of("button.back", Action.of("cf", session.flow())));
    model
        .field(asked.toString())
        .filter(field -> !field.asked() && session.inputs().containsKey(field.name()))
        .ifPresent(
            field ->
                row.add(
                    Button.of(
                        "button.usual",
                        Action.of("sd", session.flow(), model.fields().indexOf(field)))));
    return List.of(row, List.of(Button.of("button.cancel", Action.of("home"))));
  }

  static List<List<Button>> rowsOf(List<Button> buttons, int inARow) {
    List<List<Button>> rows = new ArrayList<>();
    for (int i = 0; i < buttons.size(); i += inARow) {
      rows.add(List.copyOf(buttons.subList(i, Math.min(buttons.size(), i + inARow))));
    }
    return rows;
  }

  private static Phrase asked(String key, Model model, Field field) {
    Map<String, Object> args = new LinkedHashMap<>();
    args.put("title", OrderTopic.title(model));
    args.put("summary", OrderTopic.localized(model.offer().summary()));
    args.put("field", OrderTopic.localized(field.label()));
    args.put("max", field.limits().length().max().map(Object.class::cast).orElse(0));
    return new Phrase(key, args);
  }
}

package trt.domain.dialogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.Field;
import trt.domain.catalog.InputCheck;
import trt.domain.catalog.InputProblem;
import trt.domain.catalog.Model;

/**
 * An edited message: while its order is being prepared, the text that answered the last question
 * counts as it is now. Edits of anything else mean nothing here; Telegram reports many that nobody
 * has made by hand.
 */
final class Correction {
  /** Among the answers of an order: which message was the last answer in words. */
  static final String NOTE = "@said";

  private static final String SEPARATOR = ":";

  private final Shop shop;
  private final OrderTopic order;

  Correction(Shop shop, OrderTopic order) {
    this.shop = shop;
    this.order = order;
  }

  /** The order with a note of the message that answered a field. */
  static Session noted(Session session, Field field, long messageId) {
    return messageId == 0 ? session : session.with(NOTE, messageId + SEPARATOR + field.name());
  }

  /** The note alone. */
  static Map<String, Object> kept(Map<String, Object> inputs) {
    Map<String, Object> kept = new LinkedHashMap<>(inputs);
    kept.keySet().retainAll(List.of(NOTE));
    return kept;
  }

  Turn edited(Scene scene, Input.Edited edited) {
    Session session = scene.session();
    Optional<String> name = field(session, edited.messageId());
    if (name.isEmpty()) {
      return new Turn(session, List.of());
    }
    Optional<Model> model = shop.find(session.model());
    Optional<Field> field = model.flatMap(m -> m.field(name.get()));
    if (session.model().isEmpty()) {
      return tooLate(session);
    }
    return field.isEmpty() || !session.inputs().containsKey(name.get())
        ? new Turn(session, List.of())
        : corrected(scene, model.orElseThrow(), field.get(), edited.text());
  }

  private Turn corrected(Scene scene, Model model, Field field, String text) {
    Object value = Choices.value(field, text);
    List<InputProblem> problems = InputCheck.of(field, value);
    Session session = scene.session();
    return problems.isEmpty()
        ? order.ask(scene, session.with(field.name(), value), model)
        : Turn.show(
            session.without(field.name()).at(Session.Stage.WORDS),
            OrderTopic.problem(model, problems.get(0)));
  }

  private static Turn tooLate(Session session) {
    return Turn.show(
        session,
        Screen.column(
            Phrase.of("edited.late"), List.of(Button.of("button.menu", Action.of("home")))));
  }

  private static Optional<String> field(Session session, long messageId) {
    String note = session.inputs().getOrDefault(NOTE, "").toString();
    String mine = messageId + SEPARATOR;
    return messageId != 0 && note.startsWith(mine)
        ? Optional.of(note.substring(mine.length()))
        : Optional.empty();
  }
}

package trt.domain.dialogue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where one person's dialogue in one chat stands.
 *
 * @param flow number of the order being prepared; buttons of older orders carry another one and are
 *     stale
 * @param model the chosen model, empty before
 * @param inputs what was answered so far, by field name
 * @param menu where the living menu message is: a message id, or the name of the outgoing message
 *     that made it
 * @param started number of the order that was confirmed last, 0 before the first
 * @param saved the order that waits for a top-up; stays while the person wanders about
 */
public record Session(
    Stage stage,
    long flow,
    String model,
    Map<String, Object> inputs,
    Optional<String> menu,
    long started,
    Optional<Prepared> saved) {
  /** Among the answers: the field that is asked although it need not be. */
  static final String ASKED = "@ask";

  private static final String NOTES = "@";
  private static final String COLLECTED = "+";

  /** Keeps the order of answers and is safe to share. */
  public Session {
    inputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
  }

  /** An order as far as it was answered. */
  public record Prepared(String model, Map<String, Object> inputs) {
    /** Keeps the order of answers and is safe to share. */
    public Prepared {
      inputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }
  }

  /** What the dialogue waits for. */
  public enum Stage {
    /** Nothing in particular. */
    HOME,
    /** A choice among a field's options. */
    OPTION,
    /** One or several files for a field. */
    FILE,
    /** A text for a field. */
    WORDS,
    /** Yes or no to the price. */
    CONFIRM,
    /** How many Stars to top up by. */
    TOPUP,
    /** Part of the name of a model. */
    FIND,
    /** Words of the description of an earlier result. */
    SEARCH,
    /** A promo code. */
    PROMO,
    /** Words of an operator. */
    ADMIN
  }

  /**
   * A dialogue that has not begun. {@code flow} must differ from any used before in this chat, e.g.
   * epoch seconds.
   */
  public static Session fresh(long flow) {
    return new Session(Stage.HOME, flow, "", Map.of(), Optional.empty(), 0, Optional.empty());
  }

  /** Back to the start; older buttons become stale. */
  public Session home() {
    return new Session(Stage.HOME, flow + 1, "", Map.of(), menu, started, saved);
  }

  /** Back to the start because this order was confirmed; its message is no menu any more. */
  public Session confirmed() {
    return new Session(
        Stage.HOME,
        flow + 1,
        "",
        Correction.kept(inputs),
        Optional.empty(),
        flow,
        Optional.empty());
  }

  /**
   * The same order, waiting on while a job that is to help with it was started: that was this
   * flow's confirmation.
   */
  Session helped() {
    return new Session(stage, flow + 1, model, inputs, Optional.empty(), flow, saved);
  }

  /** A new order for a model, with what is already known of it. */
  public Session begin(String newModel, Map<String, Object> known) {
    return new Session(Stage.HOME, flow + 1, newModel, known, menu, started, saved);
  }

  /** The same order, waiting for something else. */
  public Session at(Stage next) {
    return new Session(next, flow, model, inputs, menu, started, saved);
  }

  /** The same order with one answer more, or another one. */
  public Session with(String field, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(inputs);
    more.put(field, value);
    if (!isNote(field)) {
      more.remove(ASKED);
    }
    return new Session(stage, flow, model, more, menu, started, saved);
  }

  /** The same order with one field to be asked next, whatever is known of it. */
  Session asking(String field) {
    return with(ASKED, field);
  }

  /** What stands among the answers and is none. */
  private static boolean isNote(String name) {
    return name.startsWith(NOTES) || name.startsWith(COLLECTED);
  }

  /** The answers without those that were left out. */
  public Map<String, Object> given() {
    Map<String, Object> given = new LinkedHashMap<>(inputs);
    given.values().removeIf(value -> value.equals("") || value.equals(List.of()));
    given.keySet().removeIf(Session::isNote);
    return given;
  }

  /** The same order with one answer taken back. */
  public Session without(String field) {
    Map<String, Object> fewer = new LinkedHashMap<>(inputs);
    fewer.remove(field);
    return new Session(stage, flow, model, fewer, menu, started, saved);
  }

  /** The same dialogue with its menu elsewhere, or nowhere. */
  public Session menuAt(Optional<String> place) {
    return new Session(stage, flow, model, inputs, place, started, saved);
  }

  /** Keeps the order being prepared until it is confirmed; without one, the kept one stays. */
  public Session save() {
    return model.isEmpty() ? this : keeping(Optional.of(new Prepared(model, inputs)));
  }

  /** Keeps no order. */
  public Session forget() {
    return keeping(Optional.empty());
  }

  private Session keeping(Optional<Prepared> order) {
    return new Session(stage, flow, model, inputs, menu, started, order);
  }
}

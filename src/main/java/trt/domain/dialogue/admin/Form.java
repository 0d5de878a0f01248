package trt.domain.dialogue.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import trt.domain.dialogue.Session;

/**
 * A deed being prepared, as it lies in the session.
 *
 * @param subject whom or what it is about: a person's id, a payment, a number of an error, a model
 * @param answers by {@link Deed.Question#word()}
 */
public record Form(Deed deed, String subject, Map<String, String> answers) {
  private static final String DEED = "deed";
  private static final String SUBJECT = "subject";

  /** Copies the answers. */
  public Form {
    answers = Map.copyOf(answers);
  }

  /** The form of this session, if an operator is filling one in. */
  static Optional<Form> of(Session session) {
    if (session.stage() != Session.Stage.ADMIN) {
      return Optional.empty();
    }
    Map<String, String> all = new LinkedHashMap<>();
    session.inputs().forEach((name, value) -> all.put(name, value.toString()));
    Optional<Deed> deed = Deed.named(all.getOrDefault(DEED, ""));
    String subject = all.getOrDefault(SUBJECT, "");
    all.remove(DEED);
    all.remove(SUBJECT);
    return deed.map(what -> new Form(what, subject, all));
  }

  /** A session in which a new form is being filled in. Older buttons become stale. */
  Session begin(Session session) {
    return keep(session.begin("", Map.of()));
  }

  /** The same session with the answers of now. */
  Session keep(Session session) {
    Session kept = session.at(Session.Stage.ADMIN).with(DEED, deed.name()).with(SUBJECT, subject);
    for (Map.Entry<String, String> answer : answers.entrySet()) {
      kept = kept.with(answer.getKey(), answer.getValue());
    }
    return kept;
  }

  /** The first question without an answer. */
  Optional<Deed.Question> next() {
    return deed.questions().stream().filter(q -> !answers.containsKey(q.word())).findFirst();
  }

  Form with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(answers);
    more.put(name, value);
    return new Form(deed, subject, more);
  }

  /** An answer, or the empty text. */
  public String answer(Deed.Question question) {
    return answers.getOrDefault(question.word(), "");
  }

  /** The subject as a number, or -1. */
  public long number() {
    try {
      return Long.parseLong(subject);
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  /** Minor units, 0 when none were asked for. */
  public long amount() {
    String minor = answer(Deed.Question.AMOUNT);
    return minor.isEmpty() ? 0 : Long.parseLong(minor);
  }
}

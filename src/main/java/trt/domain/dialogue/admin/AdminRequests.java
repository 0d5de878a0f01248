package trt.domain.dialogue.admin;

import java.util.Locale;
import java.util.Optional;
import trt.domain.dialogue.Action;
import trt.domain.dialogue.Input;
import trt.domain.dialogue.Session;

/** Which inputs are an operator's, if an operator's they are. */
public final class AdminRequests {
  /** The command, and what it is without the right to it: unknown. */
  static final String COMMAND = "admin";

  /** The verb of all buttons on the operators' screens. */
  static final String VERB = "a";

  /** What is being looked for, in the session. */
  static final String SEEK = "seek";

  private static final int LONGEST = 4_096;
  private static final int WEEK = 7;

  /** Days in a picture. */
  static final int FORTNIGHT = 14;

  static final int MONTH = 30;

  private AdminRequests() {}

  /** What must be done before the input can be answered. */
  public static Optional<AdminWish> of(Session session, Input input) {
    if (input instanceof Input.Command command && command.name().equals(COMMAND)) {
      return Optional.of(
          command.argument().isEmpty() ? new AdminWish.Menu() : found(command.argument()));
    }
    if (input instanceof Input.Words words && session.stage() == Session.Stage.ADMIN) {
      return Optional.of(words(session, words.text()));
    }
    if (input instanceof Input.Press press && press.action().verb().equals(VERB)) {
      return Optional.of(press(session, press.action()));
    }
    return Optional.empty();
  }

  private static AdminWish found(String text) {
    return new AdminWish.Find(text.strip().substring(0, Math.min(64, text.strip().length())));
  }

  private static AdminWish words(Session session, String text) {
    String sought = String.valueOf(session.inputs().getOrDefault(SEEK, ""));
    return switch (sought) {
      case "person" -> found(text);
      case "job" -> new AdminWish.Job(number(text));
      case "error" -> new AdminWish.Mistake(text.strip().toUpperCase(Locale.ROOT));
      default -> answer(session);
    };
  }

  /** A broadcast is confirmed with the number of its readers. */
  private static AdminWish answer(Session session) {
    return Form.of(session)
        .filter(form -> form.deed() == Deed.CAST)
        .filter(form -> form.next().filter(Deed.Question.TEXT::equals).isPresent())
        .<AdminWish>map(form -> new AdminWish.Audience(form.answer(Deed.Question.SEGMENT)))
        .orElseGet(AdminWish.Grant::new);
  }

  private static AdminWish press(Session session, Action action) {
    return switch (action.arg(0)) {
      case "health" -> new AdminWish.Health();
      case "today" -> new AdminWish.Today();
      case "p" -> new AdminWish.Person(action.number(1));
      case "mv" -> new AdminWish.Moves(action.number(1));
      case "pays" -> new AdminWish.Payments(Math.max(0, action.number(1)));
      case "pay" -> new AdminWish.Payment(action.number(1), action.arg(2));
      case "trs" -> new AdminWish.Transfers();
      case "jobs" -> new AdminWish.Jobs(Math.max(0, action.number(1)));
      case "j" -> new AdminWish.Job(action.number(1));
      case "errs" -> new AdminWish.Mistakes();
      case "err" -> new AdminWish.Mistake(action.arg(1));
      case "sw", "models", "model" -> new AdminWish.Switched();
      case "stats" -> new AdminWish.Statistics(action.number(1) == 1 ? 1 : WEEK);
      case "chart" -> new AdminWish.Chart(action.number(1) == MONTH ? MONTH : FORTNIGHT);
      case "casts" -> new AdminWish.Broadcasts();
      case "log" -> new AdminWish.Log();
      case "console" -> new AdminWish.Console();
      case "do" -> prepared(action);
      case "ok" -> confirmed(session, action);
      case "seek" -> new AdminWish.Grant();
      default -> new AdminWish.Menu();
    };
  }

  /** A refund and a transfer are shown with their amounts before they are confirmed. */
  private static AdminWish prepared(Action action) {
    if (action.arg(1).equals(Deed.APPROVE.name()) || action.arg(1).equals(Deed.DECLINE.name())) {
      return new AdminWish.Transfer(action.number(2));
    }
    return action.arg(1).equals(Deed.REFUND.name())
        ? new AdminWish.Payment(action.number(2), action.arg(3))
        : new AdminWish.Grant();
  }

  private static AdminWish confirmed(Session session, Action action) {
    Optional<Form> form = Form.of(session);
    boolean ready = form.isPresent() && form.get().next().isEmpty();
    return ready && action.number(1) == session.flow()
        ? new AdminWish.Perform(session.flow(), form.get())
        : new AdminWish.PressedAgain(action.number(1));
  }

  private static long number(String text) {
    String digits = text.strip().replace("#", "");
    return digits.length() < 19 && digits.matches("[0-9]+") ? Long.parseLong(digits) : -1;
  }

  /** A text of the operator that is not too long to be kept and sent. */
  static boolean fits(String text) {
    return !text.isBlank() && text.length() <= LONGEST / 2;
  }
}

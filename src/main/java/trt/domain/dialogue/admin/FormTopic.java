package trt.domain.dialogue.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.dialogue.Action;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.Excerpt;
import trt.domain.dialogue.Input;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Scene;
import trt.domain.dialogue.Screen;
import trt.domain.dialogue.Session;
import trt.domain.dialogue.Turn;
import trt.domain.pricing.Special;

/** Questions of a deed, its confirmation, and what is said when it is done or not. */
final class FormTopic {
  /** How many people a broadcast goes to, among its answers. */
  private static final String READERS = "readers";

  private final Answers answers;

  FormTopic(Answers answers) {
    this.answers = answers;
  }

  /** Whether a button asks for a form. */
  static boolean begins(Input input) {
    return input instanceof Input.Press press && press.action().arg(0).equals("do");
  }

  /** A question is asked or answered. */
  Turn granted(Scene scene, Input input) {
    if (input instanceof Input.Words words) {
      return Form.of(scene.session())
          .map(form -> answered(scene.session(), form, words.text()))
          .orElseGet(() -> stale(scene.session()));
    }
    if (input instanceof Input.Press press) {
      Action action = press.action();
      if (action.arg(0).equals("seek")) {
        return seek(scene.session(), action.arg(1));
      }
      Optional<Deed> deed = Deed.named(action.arg(1));
      if (action.arg(0).equals("do") && deed.isPresent()) {
        Form form = new Form(deed.get(), action.arg(2), Map.of());
        return step(form.begin(scene.session()), form);
      }
    }
    return stale(scene.session());
  }

  /** A refund, with its amount. */
  Turn refund(Scene scene, AdminView.Payment payment) {
    Form form =
        new Form(
            Deed.REFUND,
            payment.person() + ":" + payment.mark(),
            Map.of(Deed.Question.AMOUNT.word(), String.valueOf(payment.credited())));
    return step(form.begin(scene.session()), form);
  }

  /** The decision about a transfer, with its amount and who it is. */
  Turn transfer(Scene scene, Input input, AdminView.Transfers found) {
    if (found.requests().size() != 1 || !(input instanceof Input.Press press)) {
      return stale(scene.session());
    }
    TransferRequest one = found.requests().get(0);
    Form form =
        new Form(
            Deed.named(press.action().arg(1)).orElseThrow(),
            String.valueOf(one.id()),
            Map.of(
                Deed.Question.AMOUNT.word(), String.valueOf(one.amount()),
                Deed.Question.TEXT.word(), TransferScreens.line(one)));
    return step(form.begin(scene.session()), form);
  }

  /** The last answer of a broadcast, with the number of its readers. */
  Turn audience(Scene scene, Input input, AdminView.Audience audience) {
    Optional<Form> form = Form.of(scene.session());
    return input instanceof Input.Words words && form.isPresent()
        ? answered(
            scene.session(),
            form.get().with(READERS, String.valueOf(audience.people())),
            words.text())
        : stale(scene.session());
  }

  /** What was done, and the message to whom it concerns. */
  Turn done(Scene scene, AdminView.Done done) {
    List<Reply> replies = new ArrayList<>();
    Screen screen =
        Lines.screen(Phrase.of("admin.done", "what", what(done.form())), back(done.form()));
    replies.add(new Reply.Show(screen));
    done.told()
        .ifPresent(told -> replies.add(new Reply.Tell(told.person(), told.lang(), told.screen())));
    return new Turn(scene.session().home(), replies);
  }

  static Screen refused(AdminView.Refused refused) {
    Phrase text =
        new Phrase("admin.refused", Map.of("what", what(refused.form()), "why", refused.why()));
    return Lines.screen(text, back(refused.form()));
  }

  private static Turn seek(Session session, String what) {
    String known = List.of("person", "job", "error").contains(what) ? what : "person";
    Session seeking = session.begin("", Map.of(AdminRequests.SEEK, known)).at(Session.Stage.ADMIN);
    return show(seeking, Phrase.of("admin.seek", "what", known), List.of());
  }

  private Turn answered(Session session, Form form, String text) {
    Optional<Deed.Question> question = form.next();
    if (question.isEmpty()) {
      return step(session, form);
    }
    Optional<String> answer = answers.read(question.get(), text.strip());
    if (answer.isEmpty()) {
      return show(session, Phrase.of("admin.wrong", "what", question.get().word()), List.of());
    }
    Form more = form.with(question.get().word(), answer.get());
    return answers
        .loss(more)
        .map(why -> show(session, why, List.of()))
        .orElseGet(() -> step(more.keep(session), more));
  }

  private static Turn step(Session session, Form form) {
    Optional<Deed.Question> question = form.next();
    if (question.isPresent()) {
      Phrase ask =
          new Phrase("admin.ask", Map.of("what", what(form), "question", question.get().word()));
      return show(session, ask, List.of());
    }
    Phrase confirm =
        new Phrase(
            "admin.confirm",
            Map.of(
                "what",
                what(form),
                "hasReason",
                form.answer(Deed.Question.REASON).isEmpty() ? "no" : "yes",
                "reason",
                form.answer(Deed.Question.REASON)));
    return show(session, confirm, List.of(Lines.button("admin.button.ok", "ok", session.flow())));
  }

  /** The deed in one line. */
  private static Phrase what(Form form) {
    return new Phrase(
        "admin.deed." + form.deed().word(),
        Map.of(
            "segment",
            form.answer(Deed.Question.SEGMENT),
            "readers",
            form.answers().getOrDefault(READERS, "?"),
            "subject",
            form.subject(),
            "known",
            form.answer(Deed.Question.AMOUNT).isEmpty() ? "no" : "yes",
            "amount",
            new Phrase.Stars(form.amount()),
            "text",
            Excerpt.of(form.answer(Deed.Question.TEXT)),
            "price",
            priceWords(form.answer(Deed.Question.PRICE))));
  }

  private static Object priceWords(String price) {
    return Special.of(price).map(SwitchScreens::words).orElse(Phrase.of("admin.none"));
  }

  private static List<Button> back(Form form) {
    return switch (form.deed()) {
      case CREDIT, DEBIT, BAN, UNBAN, TELL ->
          List.of(Lines.button("admin.button.card", "p", form.subject()));
      case REFUND ->
          List.of(Lines.button("admin.button.card", "p", form.subject().split(":", 2)[0]));
      case APPROVE, DECLINE -> List.of(Lines.button("admin.button.transfers", "trs"));
      case REPLAY, DROP -> List.of(Lines.button("admin.button.errors", "errs"));
      case CAST, HALT -> List.of(Lines.button("admin.button.casts", "casts"));
      case CLOSE, OPEN, MAINTAIN, RESUME -> List.of(Lines.button("admin.button.switches", "sw"));
      case MODELOFF, MODELON, PRICE, USUAL ->
          List.of(Lines.button("admin.button.models", "models"));
    };
  }

  private static Turn show(Session session, Phrase text, List<Button> buttons) {
    return new Turn(session, List.of(new Reply.Show(Lines.screen(text, buttons))));
  }

  private static Turn stale(Session session) {
    return new Turn(
        session,
        List.of(
            new Reply.Toast(Phrase.of("toast.stale"), false),
            new Reply.Show(Lines.screen(Phrase.of("admin.stale"), List.of()))));
  }
}

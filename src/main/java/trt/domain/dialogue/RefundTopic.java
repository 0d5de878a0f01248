package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Help with payments: which can go back, which a rule gives back, which people look at. */
final class RefundTopic {
  private final HomeTopic home;
  private final String support;

  RefundTopic(HomeTopic home, String support) {
    this.home = home;
    this.support = support;
  }

  /** What {@code rfgo} asks for; nothing for what names no payment. */
  static Optional<Errand> errand(Action action) {
    return action.arg(0).matches("[0-9a-f]{32}")
        ? Optional.of(new Errand.OfMoney.AskBack(action.arg(0)))
        : Optional.empty();
  }

  /** Payments of late, each a button. */
  Turn choose(Scene scene) {
    List<Button> buttons = new ArrayList<>();
    Optional<Outcome.OfMoney.Payments> found = scene.outcome(Outcome.OfMoney.Payments.class);
    found.ifPresent(
        all ->
            all.payments()
                .forEach(
                    one ->
                        buttons.add(
                            new Button(
                                new Phrase(
                                    "button.refund", Map.of("stars", one.stars(), "at", one.at())),
                                Action.of("rf", one.name(), one.stars())))));
    buttons.add(Button.of("button.menu", Action.of("home")));
    return Turn.show(
        scene.session(),
        Screen.column(
            new Phrase(
                "paysupport",
                Map.of(
                    "support",
                    support,
                    "hasSupport",
                    support.isEmpty() ? "no" : "yes",
                    "hasPayments",
                    buttons.size() > 1 ? "yes" : "no",
                    "hours",
                    found.map(Outcome.OfMoney.Payments::hours).orElse(0L))),
            buttons));
  }

  /** Whether it is meant. */
  Turn confirm(Scene scene, Action action) {
    return action.number(1) <= 0
        ? home.stale(scene)
        : Turn.show(
            scene.session(),
            Screen.column(
                Phrase.of("refund.confirm", "stars", action.number(1)),
                List.of(
                    Button.of("button.refund.go", Action.of("rfgo", action.arg(0))),
                    Button.of("button.refund.no", Action.of("paysupport")))));
  }

  /** What became of it. */
  Turn asked(Scene scene) {
    Optional<Outcome.OfMoney.AskedBack> outcome = scene.outcome(Outcome.OfMoney.AskedBack.class);
    if (outcome.isEmpty() || outcome.get().result() == Outcome.OfMoney.Wish.UNKNOWN) {
      return home.stale(scene);
    }
    Outcome.OfMoney.AskedBack asked = outcome.get();
    List<Reply> replies = new ArrayList<>();
    replies.add(
        new Reply.Show(
            Screen.column(said(asked), List.of(Button.of("button.menu", Action.of("home"))))));
    if (asked.fresh()) {
      replies.add(
          new Reply.OfMoney.TellAdmins(
              "refund:" + asked.charge(),
              new Phrase(
                  "refund.admins",
                  Map.of(
                      "name", scene.name(),
                      "stars", asked.stars(),
                      "id", asked.charge(),
                      "why", asked.result().name()))));
    }
    return new Turn(scene.session(), replies);
  }

  private static Phrase said(Outcome.OfMoney.AskedBack asked) {
    return switch (asked.result()) {
      case BEGUN -> Phrase.of("refund.begun", "stars", asked.stars());
      case PENDING -> Phrase.of("refund.pending", "stars", asked.stars());
      case DONE -> Phrase.of("refund.done", "stars", asked.stars());
      case LATE, SPENT, REFUSED, UNKNOWN ->
          new Phrase(
              "refund.people",
              Map.of("stars", asked.stars(), "id", asked.charge(), "why", asked.result().name()));
    };
  }
}

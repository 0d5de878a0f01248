package trt.domain.dialogue;

import java.util.List;
import java.util.Map;

/**
 * A person wants nothing to be kept of them. What is paid for is finished before; money on the
 * balance takes a second yes; the last button counts for a while only.
 */
final class FarewellTopic {
  /**
   * @param sure whether the balance was pointed out before
   */
  Turn ask(Scene scene, OwnView.Standing standing, boolean sure) {
    Session session = scene.session();
    if (standing.mustWait()) {
      return Turn.show(session, busy(standing));
    }
    return standing.balance() > 0 && !sure
        ? Turn.show(session, balance(standing))
        : Turn.show(session, last(standing));
  }

  /** The button was too old, or the balance is another one: the whole question once more. */
  Turn again(Scene scene, OwnView.Standing standing) {
    Turn asked = ask(scene, standing, false);
    return new Turn(
        asked.session(),
        List.of(new Reply.Toast(Phrase.of("toast.askedlongago"), false), asked.replies().get(0)));
  }

  /** Also what was being prepared is forgotten. */
  Turn gone(Scene scene, OwnView.Erased erased) {
    Phrase text =
        new Phrase(
            "erase.done",
            Map.of(
                "balance",
                new Phrase.Stars(erased.balance()),
                "hasBalance",
                erased.balance() > 0 ? "yes" : "no"));
    Session fresh = Session.fresh(scene.session().flow() + 1).menuAt(scene.session().menu());
    return Turn.show(
        fresh, Screen.column(text, List.of(Button.of("button.menu", Action.of("home")))));
  }

  private static Screen busy(OwnView.Standing standing) {
    Phrase text =
        new Phrase(
            "erase.busy",
            Map.of("count", standing.working(), "hasPayment", standing.payment() ? "yes" : "no"));
    return Screen.column(
        text,
        List.of(
            Button.of("button.jobs", Action.of("jobs")),
            Button.of("button.tryagain", Action.of("erase")),
            Button.of("button.menu", Action.of("home"))));
  }

  private static Screen balance(OwnView.Standing standing) {
    return Screen.column(
        Phrase.of("erase.balance", "balance", new Phrase.Stars(standing.balance())),
        List.of(
            Button.of("button.keep", Action.of("home")),
            Button.of("button.erase.anyway", Action.of("erasesure"))));
  }

  private static Screen last(OwnView.Standing standing) {
    Phrase text =
        new Phrase(
            "erase.ask",
            Map.of(
                "balance",
                new Phrase.Stars(standing.balance()),
                "hasBalance",
                standing.balance() > 0 ? "yes" : "no",
                "minutes",
                standing.within().toMinutes()));
    return Screen.column(
        text,
        List.of(
            Button.of("button.keep", Action.of("home")),
            Button.of(
                "button.erase.go", Action.of("erasego", standing.now(), standing.balance()))));
  }
}

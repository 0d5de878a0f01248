package trt.domain.dialogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A link for friends, and what it has brought. */
final class InviteTopic {
  private static final String PREFIX = "ref_";

  /** What a start with an argument asks for, if it came by such a link. */
  static Optional<Errand> arrival(String argument) {
    boolean link = argument.matches(PREFIX + "[A-Za-z0-9_-]{8,40}");
    return link
        ? Optional.of(new Errand.OfMoney.Arrive(argument.substring(PREFIX.length())))
        : Optional.empty();
  }

  Turn show(Scene scene) {
    Button menu = Button.of("button.menu", Action.of("home"));
    return Turn.show(
        scene.session(),
        Screen.column(
            scene
                .outcome(Outcome.OfMoney.Invitation.class)
                .map(InviteTopic::text)
                .orElse(Phrase.of("invite.closed")),
            List.of(Button.of("button.balance", Action.of("balance")), menu)));
  }

  private static Phrase text(Outcome.OfMoney.Invitation invitation) {
    if (invitation.reward() == 0) {
      return Phrase.of("invite.closed");
    }
    return invitation.link().isEmpty()
        ? Phrase.of("invite.later")
        : new Phrase(
            "invite",
            Map.of(
                "link", invitation.link(),
                "reward", new Phrase.Stars(invitation.reward()),
                "perDay", invitation.perDay(),
                "came", invitation.came(),
                "rewarded", invitation.rewarded()));
  }
}

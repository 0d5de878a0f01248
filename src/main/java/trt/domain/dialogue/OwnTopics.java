package trt.domain.dialogue;

import java.util.Optional;

/**
 * What belongs to the person who writes: generations under way, language, what is kept of them.
 * Looked at before the rest of the dialogue.
 */
final class OwnTopics {
  private final JobsTopic jobs;
  private final LanguageTopic language = new LanguageTopic();
  private final PrivacyTopic privacy = new PrivacyTopic();
  private final FarewellTopic farewell = new FarewellTopic();

  OwnTopics(Shop shop) {
    this.jobs = new JobsTopic(shop);
  }

  /** What must be done before one of these is answered. */
  Optional<Errand> errand(Input input) {
    Optional<OwnWish> wish = Optional.empty();
    if (input instanceof Input.Command command) {
      wish = command(command);
    } else if (input instanceof Input.Press press) {
      wish = press(press.action());
    }
    return wish.map(Errand.Own::new);
  }

  private static Optional<OwnWish> command(Input.Command command) {
    return Optional.ofNullable(
        switch (command.name()) {
          case "jobs" -> new OwnWish.Jobs();
          case "language" ->
              command.argument().isEmpty()
                  ? new OwnWish.Languages()
                  : new OwnWish.Speak(command.argument());
          case "privacy" -> new OwnWish.Privacy();
          case "export" -> new OwnWish.Export();
          case "deletemydata" -> new OwnWish.Standing();
          default -> null;
        });
  }

  private static Optional<OwnWish> press(Action action) {
    return Optional.ofNullable(
        switch (action.verb()) {
          case "jobs" -> new OwnWish.Jobs();
          case "stop" -> new OwnWish.Cancel(action.number(0));
          case "language" -> new OwnWish.Languages();
          case "lang" -> new OwnWish.Speak(action.arg(0));
          case "privacy" -> new OwnWish.Privacy();
          case "export" -> new OwnWish.Export();
          case "erase", "erasesure" -> new OwnWish.Standing();
          case "erasego" -> new OwnWish.Erase(action.number(0), action.number(1));
          default -> null;
        });
  }

  /** The answer, if it is about one of these. */
  Optional<Turn> next(Scene scene, Input input) {
    return scene.outcome(Outcome.Own.class).map(own -> answer(scene, input, own.view()));
  }

  private Turn answer(Scene scene, Input input, OwnView view) {
    Action pressed = input instanceof Input.Press press ? press.action() : Action.of("");
    if (view instanceof OwnView.Jobs mine) {
      return jobs.list(scene, mine);
    } else if (view instanceof OwnView.Cancelled cancelled) {
      return jobs.cancelled(scene, cancelled, pressed);
    } else if (view instanceof OwnView.Languages languages) {
      return language.show(scene, languages);
    } else if (view instanceof OwnView.Privacy kept) {
      return privacy.show(scene, kept);
    } else if (view instanceof OwnView.Exported exported) {
      return privacy.exported(scene, exported);
    } else if (view instanceof OwnView.TooSoon soon) {
      return privacy.tooSoon(scene, soon);
    } else if (view instanceof OwnView.Standing standing) {
      return farewell.ask(scene, standing, pressed.verb().equals("erasesure"));
    } else if (view instanceof OwnView.AskedTooLongAgo late) {
      return farewell.again(scene, late.standing());
    }
    return farewell.gone(scene, (OwnView.Erased) view);
  }
}

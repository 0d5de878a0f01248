package trt.domain.dialogue;

import java.util.List;
import java.util.Map;

/** What is kept of a person, and the same as a file. */
final class PrivacyTopic {
  private static final Button TO_MENU = Button.of("button.menu", Action.of("home"));

  Turn show(Scene scene, OwnView.Privacy kept) {
    Phrase text =
        new Phrase(
            "privacy",
            Map.of(
                "messages", kept.messages().toHours(),
                "dialogues", kept.dialogues().toDays(),
                "answers", kept.answers().toDays()));
    return Turn.show(
        scene.session(),
        Screen.column(
            text,
            List.of(
                Button.of("button.export", Action.of("export")),
                Button.of("button.erase", Action.of("erase")),
                TO_MENU)));
  }

  /** The file comes under the menu, which stays. */
  Turn exported(Scene scene, OwnView.Exported exported) {
    Phrase caption = Phrase.of(exported.whole() ? "export.whole" : "export.cut");
    return new Turn(
        scene.session(),
        List.of(
            new Reply.Document(
                "my-data.json",
                "application/json",
                exported.content(),
                caption,
                Phrase.of("export.failed"))));
  }

  Turn tooSoon(Scene scene, OwnView.TooSoon soon) {
    long minutes = Math.max(1, soon.pause().plusSeconds(59).toMinutes());
    return Turn.show(
        scene.session(),
        Screen.column(Phrase.of("export.soon", "minutes", minutes), List.of(TO_MENU)));
  }
}

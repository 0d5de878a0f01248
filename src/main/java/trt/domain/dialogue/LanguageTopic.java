package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.List;

/** In which language the bot speaks to a person, whatever their Telegram is set to. */
final class LanguageTopic {
  Turn show(Scene scene, OwnView.Languages languages) {
    List<Button> buttons = new ArrayList<>();
    languages
        .names()
        .forEach(
            (code, name) -> {
              String key =
                  code.equals(languages.current()) ? "button.language.now" : "button.language";
              buttons.add(new Button(Phrase.of(key, "name", name), Action.of("lang", code)));
            });
    buttons.add(Button.of("button.menu", Action.of("home")));
    String key = languages.changed() ? "language.chosen" : "language.choose";
    return Turn.show(scene.session(), Screen.column(Phrase.of(key), buttons));
  }
}

package trt.domain.dialogue.admin;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import trt.domain.dialogue.Action;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Screen;

/** What the operators' screens have in common. */
final class Lines {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Lines() {}

  /** Phrases under each other; a dash when there are none. */
  static Phrase of(List<Phrase> lines) {
    if (lines.isEmpty()) {
      return Phrase.of("admin.none");
    }
    Phrase all = lines.get(lines.size() - 1);
    for (int i = lines.size() - 2; i >= 0; i--) {
      all = new Phrase("admin.lines", Map.of("first", lines.get(i), "rest", all));
    }
    return all;
  }

  /** To the minute, UTC. */
  static String time(Instant at) {
    return MINUTES.format(at);
  }

  /** A button of the operators' screens. */
  static Button button(String key, Object... args) {
    return new Button(Phrase.of(key), Action.of(AdminRequests.VERB, args));
  }

  /** A button with a label of its own. */
  static Button labelled(String text, Object... args) {
    return new Button(Phrase.of("admin.label", "text", text), Action.of(AdminRequests.VERB, args));
  }

  /** A screen with one button a row, and the way back under them. */
  static Screen screen(Phrase text, List<Button> buttons) {
    List<Button> all = new ArrayList<>(buttons);
    all.add(button("admin.button.menu", "menu"));
    return Screen.column(text, all);
  }

  /** A screen with rows of buttons, and the way back under them. */
  static Screen rows(Phrase text, List<List<Button>> rows) {
    List<List<Button>> all = new ArrayList<>(rows);
    all.add(List.of(button("admin.button.menu", "menu")));
    return new Screen(text, all);
  }
}

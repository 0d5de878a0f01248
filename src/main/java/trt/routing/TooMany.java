package trt.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import trt.domain.dialogue.Action;
import trt.domain.dialogue.Button;
import trt.domain.dialogue.Input;
import trt.domain.dialogue.Phrase;
import trt.domain.dialogue.Reply;
import trt.domain.dialogue.Screen;

/** Somebody confirms one job more than may run at once: nothing is held, the order stays. */
final class TooMany {
  private TooMany() {}

  /** Says how many run; the same button tries again. */
  static Screen screen(Input confirmed, Reply.StartJob start, int running) {
    List<Button> buttons = new ArrayList<>();
    if (confirmed instanceof Input.Press press) {
      buttons.add(Button.of("button.tryagain", press.action()));
    }
    buttons.add(Button.of("button.cancel", Action.of("home")));
    Object title = start.accepted().text().args().getOrDefault("title", start.model());
    return Screen.column(
        new Phrase("busy.jobs", Map.of("title", title, "count", running)), buttons);
  }
}

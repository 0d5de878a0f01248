package trt.domain.dialogue;

import java.util.List;

/** One message as the user sees it: a text and rows of buttons under it. */
public record Screen(Phrase text, List<List<Button>> rows) {
  /** A screen with one button a row. */
  public static Screen column(Phrase text, List<Button> buttons) {
    return new Screen(text, buttons.stream().map(List::of).toList());
  }
}

package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.List;
import trt.domain.catalog.Kind;
import trt.domain.catalog.ResultType;

/** What can be done with a finished generation: the buttons under it, wherever it is shown. */
public final class ResultButtons {
  private ResultButtons() {}

  /**
   * A result.
   *
   * @param type what it consists of
   * @param price what was reserved for it, in minor units
   * @param free whether it took a free generation
   * @param original whether more can be had than what the chat shows
   * @param kept whether it is a favourite
   */
  public record Of(
      long job, ResultType type, long price, boolean free, boolean original, boolean kept) {}

  /** All of them. */
  public static List<List<Button>> rows(Of result) {
    long id = result.job();
    List<List<Button>> rows = new ArrayList<>();
    rows.add(List.of(onceMore(result)));
    rows.add(
        List.of(
            Button.of("button.again", Action.of("again", id)),
            Button.of("button.variation", Action.of("var", id))));
    rows.add(
        List.of(
            Button.of("button.edit", Action.of("edit", id)),
            Button.of("button.settings", Action.of("set", id))));
    List<Button> onward = onward(result);
    if (!onward.isEmpty()) {
      rows.add(onward);
    }
    String original = result.original() ? "1" : "0";
    Button keep =
        Button.of(result.kept() ? "button.kept" : "button.keep", Action.of("fav", id, original));
    Button delete = Button.of("button.delete", Action.of("del", id));
    Button menu = Button.of("button.menu", Action.of("home", "new"));
    if (result.original()) {
      rows.add(List.of(Button.of("button.file", Action.of("file", id)), keep));
      rows.add(List.of(delete, menu));
    } else {
      rows.add(List.of(keep, delete));
      rows.add(List.of(menu));
    }
    return rows;
  }

  /** Under a job that made nothing. */
  public static List<List<Button>> withoutResult(long job) {
    return List.of(
        List.of(
            Button.of("button.again", Action.of("again", job)),
            Button.of("button.edit", Action.of("edit", job))),
        List.of(Button.of("button.menu", Action.of("home", "new"))));
  }

  /** Under words that were wanted for an order. */
  public static List<List<Button>> withWords(long job) {
    return List.of(
        List.of(Button.of("button.words.use", Action.of("vw", job))),
        List.of(Button.of("button.menu", Action.of("home", "new"))));
  }

  /** Where such words did not come. */
  public static List<List<Button>> withoutWords(long job) {
    return List.of(
        List.of(
            Button.of("button.again", Action.of("again", job)),
            Button.of("button.goon", Action.of("vb"))),
        List.of(Button.of("button.menu", Action.of("home", "new"))));
  }

  /** Names its price, so that pressing it is the confirmation. */
  private static Button onceMore(Of result) {
    return result.free()
        ? Button.of("button.once.free", Action.of("once", result.job(), 0))
        : new Button(
            Phrase.of("button.once.paid", "price", new Phrase.Stars(result.price())),
            Action.of("once", result.job(), result.price()));
  }

  private static List<Button> onward(Of result) {
    return switch (result.type()) {
      case IMAGE ->
          List.of(
              use(result, "button.enlarge", Kind.IMAGE_UPSCALE),
              use(result, "button.animate", Kind.IMAGE_TO_VIDEO));
      case VIDEO -> List.of(use(result, "button.sharpen", Kind.VIDEO_UPSCALE));
      case AUDIO, TEXT -> List.of();
    };
  }

  private static Button use(Of result, String label, Kind kind) {
    return Button.of(label, Action.of("use", result.job(), kind.name()));
  }
}

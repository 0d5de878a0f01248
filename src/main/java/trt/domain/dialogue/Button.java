package trt.domain.dialogue;

/** One inline button. */
public record Button(Phrase label, Action action) {
  /** A button whose label has no arguments. */
  public static Button of(String key, Action action) {
    return new Button(Phrase.of(key), action);
  }
}

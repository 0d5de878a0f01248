package trt.domain.dialogue;

/** The beginning of a long text, for messages that must stay under Telegram's limits. */
public final class Excerpt {
  /** Leaves room for the rest of a caption of 1024 UTF-16 units, as Telegram counts them. */
  static final int LENGTH = 500;

  private Excerpt() {}

  /** At most the usual length. */
  public static String of(String text) {
    return of(text, LENGTH);
  }

  /** At most that many UTF-16 units; a character of two units is never cut in half. */
  public static String of(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    int end = length - 1;
    return text.substring(0, Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end) + "…";
  }
}

package trt.domain.dialogue;

/** The beginning of a long text, for messages that must stay under Telegram's limits. */
final class Excerpt {
  /** Leaves room for the rest of a caption of 1024 characters. */
  static final int LENGTH = 500;

  private Excerpt() {}

  static String of(String text) {
    if (text.codePointCount(0, text.length()) <= LENGTH) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, LENGTH - 1)) + "…";
  }
}

package trt.console;

/** A request that is answered with an explanation. Carries no stack: it is no bug. */
final class Unwelcome extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String words;

  private Unwelcome(int code, String message) {
    super(message, null, false, false);
    this.code = code;
    this.words = message;
  }

  /** Something is wrong with what was sent. */
  static Unwelcome because(String message) {
    return new Unwelcome(400, message);
  }

  /** The request does not come from a page of ours. */
  static Unwelcome forged() {
    return new Unwelcome(
        403,
        "This form does not come from a page of this console, or the page is from before the last"
            + " login. Nothing was changed. Open the page again and repeat what you did.");
  }

  /** Nobody gets in with this. */
  static Unwelcome denied(String message) {
    return new Unwelcome(403, message);
  }

  /** There is nothing of the kind. */
  static Unwelcome absent(String what) {
    return new Unwelcome(404, what);
  }

  int code() {
    return code;
  }

  String words() {
    return words;
  }
}

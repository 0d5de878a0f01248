package trt.telegram;

/**
 * Telegram gave no usable answer. The text holds the method and a fixed phrase only: the cause
 * would carry the address, and the address carries the bot's token.
 */
public final class TelegramUnavailable extends RuntimeException {
  private final boolean notSent;

  TelegramUnavailable(String method, String what, boolean notSent) {
    super(method + ": " + what, null, false, false);
    this.notSent = notSent;
  }

  /** Whether the call surely had no effect, so that it may be repeated at once. Else unclear. */
  public boolean notSent() {
    return notSent;
  }
}

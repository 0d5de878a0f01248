package trt.telegram;

/** A typed question that Telegram refused or throttled; such questions have no better outcome. */
public final class TelegramRefused extends RuntimeException {
  private final RefusalKind kind;

  TelegramRefused(String method, RefusalKind kind) {
    super(method + ": refused, " + kind, null, false, false);
    this.kind = kind;
  }

  /** Why. */
  public RefusalKind kind() {
    return kind;
  }
}

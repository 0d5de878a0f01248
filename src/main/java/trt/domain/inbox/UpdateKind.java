package trt.domain.inbox;

/** The kinds of update the bot tells apart (Bot API, Update). Codes are stored; never reuse one. */
public enum UpdateKind {
  /** Anything without a meaning here, also kinds Telegram invents later. */
  OTHER(0, Lane.NORMAL),
  /** {@code message} */
  MESSAGE(1, Lane.NORMAL),
  /** {@code callback_query}: a pressed button; Telegram keeps it for 150 s only. */
  CALLBACK_QUERY(2, Lane.BUTTON),
  /** {@code pre_checkout_query}: must be answered within 10 s. */
  PRE_CHECKOUT_QUERY(3, Lane.CHECKOUT),
  /** {@code inline_query} */
  INLINE_QUERY(4, Lane.BUTTON),
  /** {@code my_chat_member}: the bot was added, removed or blocked. */
  MY_CHAT_MEMBER(5, Lane.NORMAL),
  /** {@code edited_message} */
  EDITED_MESSAGE(6, Lane.NORMAL),
  /** None of Telegram's: the bot tells itself that a job has brought words somebody waits for. */
  OWN(7, Lane.NORMAL);

  private final int code;
  private final Lane lane;

  UpdateKind(int code, Lane lane) {
    this.code = code;
    this.lane = lane;
  }

  /** What goes first when not everything can. Order inside a chat is never changed. */
  public enum Lane {
    CHECKOUT,
    BUTTON,
    NORMAL
  }

  /** The stored number. */
  public int code() {
    return code;
  }

  /** How urgent an update of this kind is. */
  public Lane lane() {
    return lane;
  }

  /** The kind with that number; {@link #OTHER} for numbers of a newer version. */
  public static UpdateKind of(int code) {
    for (UpdateKind kind : values()) {
      if (kind.code == code) {
        return kind;
      }
    }
    return OTHER;
  }
}

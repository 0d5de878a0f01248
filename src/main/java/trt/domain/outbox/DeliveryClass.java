package trt.domain.outbox;

/** What may be done when the answer to a call is lost. */
public enum DeliveryClass {
  /** Repeating does no harm: edits, deletions, answers to queries, refunds. */
  IDEMPOTENT('I'),
  /** Repeated after a wait; the user may see it twice, never not at all: new messages. */
  MUST_ARRIVE('M'),
  /** Dropped: progress, typing. */
  PERISHABLE('P');

  private final char code;

  DeliveryClass(char code) {
    this.code = code;
  }

  /** The stored letter. */
  public char code() {
    return code;
  }

  /** The class with that letter. */
  public static DeliveryClass of(String code) {
    for (DeliveryClass value : values()) {
      if (code.length() == 1 && value.code == code.charAt(0)) {
        return value;
      }
    }
    throw new IllegalArgumentException("no delivery class " + code);
  }
}

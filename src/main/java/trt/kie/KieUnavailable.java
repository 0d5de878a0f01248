package trt.kie;

/**
 * KIE could not be asked: no connection, no answer in time, an error of its own, or a pause after
 * such errors. Nothing is known and nothing was changed; ask again later.
 */
public final class KieUnavailable extends RuntimeException {
  private final FailureKind kind;

  KieUnavailable(FailureKind kind, String message) {
    super(message, null, false, false);
    this.kind = kind;
  }

  /** What kept KIE from answering. */
  public FailureKind kind() {
    return kind;
  }
}

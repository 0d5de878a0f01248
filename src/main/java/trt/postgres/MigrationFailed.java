package trt.postgres;

/** The schema stays as it was. The message says what an operator can do; it carries no address. */
public final class MigrationFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  MigrationFailed(String message) {
    super(message);
  }

  MigrationFailed(String message, Throwable cause) {
    super(message, cause);
  }
}

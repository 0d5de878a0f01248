package trt.postgres;

import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL did not answer: away, frozen, or every connection busy. An outage, not a bug: wait and
 * try again. The effect of the failed call is unknown. Carries no address and no statement.
 */
public final class DatabaseUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  DatabaseUnavailable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}

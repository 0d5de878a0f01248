package trt.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A value that never reaches a log, a metric, an exception or a page: its text is {@code ***}. May
 * be {@link #NONE} where the setting is optional.
 */
public final class Secret {
  /** Not configured. */
  public static final Secret NONE = new Secret("");

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /** Hides the value; an empty one is {@link #NONE}. */
  public static Secret of(String value) {
    return value.isEmpty() ? NONE : new Secret(value);
  }

  /** Whether there is a value. */
  public boolean isPresent() {
    return !value.isEmpty();
  }

  /**
   * The value, for the one line that sends it outside.
   *
   * @throws IllegalStateException when not configured: ask {@link #isPresent()} first
   */
  public String reveal() {
    if (!isPresent()) {
      throw new IllegalStateException("the secret is not configured");
    }
    return value;
  }

  /** Compares in constant time, so that a guess learns nothing from the answer's delay. */
  public boolean matches(String candidate) {
    return isPresent()
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && value.equals(secret.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return isPresent() ? "***" : "";
  }
}

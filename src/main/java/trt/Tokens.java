package trt;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Names of invoices, too long to be guessed. */
final class Tokens implements Supplier<String> {
  private static final int BYTES = 24;

  private final SecureRandom random;
  private final int length;

  Tokens(SecureRandom random) {
    this(random, BYTES);
  }

  /** Shorter ones, where they need not be secret; three bytes are four characters. */
  Tokens(SecureRandom random, int length) {
    this.random = random;
    this.length = length;
  }

  @Override
  public String get() {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

package trt;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;

/** Names of invoices, too long to be guessed. */
final class Tokens implements Supplier<String> {
  private static final int BYTES = 24;

  private final SecureRandom random;

  Tokens(SecureRandom random) {
    this.random = random;
  }

  @Override
  public String get() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

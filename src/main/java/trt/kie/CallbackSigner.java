package trt.kie;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import trt.config.Secret;

/**
 * Signs the address KIE calls back: 16 bytes of HMAC-SHA-256 over job and attempt. Only we can make
 * such an address, so a call to it proves which submission it belongs to.
 */
public final class CallbackSigner {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 16;

  private final SecretKeySpec key;

  /**
   * Derives its key from the bot token, so that all nodes agree and nothing more must be
   * configured.
   */
  public CallbackSigner(Secret token) {
    this.key =
        new SecretKeySpec(
            ("kie-callback:" + token.reveal()).getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** The path under the public address. */
  public String path(long jobId, int attempt) {
    return "/kie/callback/" + jobId + "/" + attempt + "/" + mac(jobId, attempt);
  }

  /** Compares in constant time. */
  public boolean isGenuine(long jobId, int attempt, String mac) {
    return MessageDigest.isEqual(
        mac(jobId, attempt).getBytes(StandardCharsets.US_ASCII),
        mac.getBytes(StandardCharsets.UTF_8));
  }

  private String mac(long jobId, int attempt) {
    try {
      Mac hmac = Mac.getInstance(ALGORITHM);
      hmac.init(key);
      byte[] full = hmac.doFinal((jobId + "/" + attempt).getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(full, BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}

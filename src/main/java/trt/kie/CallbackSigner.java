package trt.kie;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import trt.config.Secret;

/**
 * Makes and checks the addresses KIE calls back: {@code /kie/callback/{job}/{attempt}/{mac}}. The
 * mac is 16 bytes of HMAC-SHA256 over job and attempt, so that nobody can guess the address of
 * another job. A callback is only a wake-up; results and money come from the task's record.
 */
public final class CallbackSigner {
  private static final int MAC_BYTES = 16;
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "kie-callback".getBytes(StandardCharsets.UTF_8);

  private final SecretKeySpec key;

  /**
   * @param secret any secret of the deployment that all its nodes share
   */
  public CallbackSigner(Secret secret) {
    byte[] root = secret.reveal().getBytes(StandardCharsets.UTF_8);
    this.key = new SecretKeySpec(hmac(new SecretKeySpec(root, ALGORITHM), PURPOSE), ALGORITHM);
  }

  /** The address for one attempt of one job, below the public address of this deployment. */
  public URI url(URI publicAddress, long jobId, int attempt) {
    String base = publicAddress.toString().replaceAll("/+$", "");
    return URI.create(base + "/kie/callback/" + jobId + "/" + attempt + "/" + mac(jobId, attempt));
  }

  /** The url-safe mac of one attempt. */
  public String mac(long jobId, int attempt) {
    byte[] message = ByteBuffer.allocate(12).putLong(jobId).putInt(attempt).array();
    byte[] mac = Arrays.copyOf(hmac(key, message), MAC_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
  }

  /** Whether the mac belongs to this attempt; takes the same time whatever the answer. */
  public boolean matches(long jobId, int attempt, String mac) {
    return MessageDigest.isEqual(
        mac(jobId, attempt).getBytes(StandardCharsets.US_ASCII),
        mac.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] hmac(SecretKeySpec key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}

package trt.kie;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import trt.config.Secret;

/** Tells KIE accounts apart without keeping their keys: bots that share one share its limits. */
public final class Account {
  private Account() {}

  /** 32 bits of a hash of the key; 0 without a key. */
  public static int of(Secret apiKey) {
    if (!apiKey.isPresent()) {
      return 0;
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(("kie-account:" + apiKey.reveal()).getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(hash).getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

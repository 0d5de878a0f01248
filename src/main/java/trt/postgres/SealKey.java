package trt.postgres;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import trt.config.Secret;

/**
 * One key of 256 bits. An envelope is the key's name (4 bytes), a salt (12), a nonce (12) and the
 * AES-256-GCM ciphertext with its tag (16 more than the value). Each value gets a key of its own,
 * HMAC-SHA256 of the salt: 192 random bits per value, so no number of values wears the key out.
 */
final class SealKey {
  private static final int ID_BYTES = 4;
  private static final int SALT_BYTES = 12;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HEAD = ID_BYTES + SALT_BYTES + NONCE_BYTES;
  private static final int HEX_LENGTH = 64;
  private static final String MAC = "HmacSHA256";
  private static final byte[] NAME = "trt data key name".getBytes(StandardCharsets.UTF_8);

  private final SecretKeySpec root;
  private final byte[] id;
  private final SecureRandom random;

  private SealKey(byte[] key, SecureRandom random) {
    this.root = new SecretKeySpec(key, MAC);
    this.id = Arrays.copyOf(derived(NAME), ID_BYTES);
    this.random = random;
  }

  /** From 32 bytes as base64 or 64 hexadecimal digits; the configuration has checked that. */
  static SealKey of(Secret secret, SecureRandom random) {
    String text = secret.reveal();
    byte[] key =
        text.length() == HEX_LENGTH
            ? HexFormat.of().parseHex(text)
            : Base64.getDecoder().decode(text.replace('-', '+').replace('_', '/'));
    return new SealKey(key, random);
  }

  /** Names the key without telling it. */
  String id() {
    return HexFormat.of().formatHex(id);
  }

  /** The name of the key an envelope was made with. */
  static String idOf(byte[] envelope) {
    return HexFormat.of().formatHex(envelope, 0, Math.min(ID_BYTES, envelope.length));
  }

  byte[] seal(byte[] plain, byte[] bound) {
    byte[] drawn = new byte[SALT_BYTES + NONCE_BYTES];
    random.nextBytes(drawn);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, drawn, bound);
      ByteBuffer envelope = ByteBuffer.allocate(HEAD + cipher.getOutputSize(plain.length));
      envelope.put(id).put(drawn);
      cipher.doFinal(ByteBuffer.wrap(plain), envelope);
      return envelope.array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  /** Empty when it was not sealed with this key for this place, or was changed since. */
  Optional<byte[]> open(byte[] envelope, byte[] bound) {
    if (envelope.length < HEAD) {
      return Optional.empty();
    }
    try {
      byte[] drawn = Arrays.copyOfRange(envelope, ID_BYTES, HEAD);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, drawn, bound);
      return Optional.of(cipher.doFinal(envelope, HEAD, envelope.length - HEAD));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] drawn, byte[] bound) throws GeneralSecurityException {
    byte[] key = derived(Arrays.copyOf(drawn, SALT_BYTES));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode,
        new SecretKeySpec(key, "AES"),
        new GCMParameterSpec(TAG_BITS, drawn, SALT_BYTES, NONCE_BYTES));
    cipher.updateAAD(bound);
    return cipher;
  }

  private byte[] derived(byte[] from) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(root);
      return mac.doFinal(from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + MAC, e);
    }
  }

  @Override
  public String toString() {
    return id();
  }
}

package trt.postgres;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import trt.config.DatabaseConfig;
import trt.config.Secret;

/**
 * Seals what people wrote and what leads to their media before it reaches PostgreSQL, and opens it
 * again. Each value is bound to its place, the column and the key of its row, so that it opens
 * nowhere else. Without a key it writes values as they are; those it opens in any case. Safe for
 * all threads.
 *
 * <p>Opening fails with {@link DatabaseUnavailable} when the key of a value is not configured: a
 * wrong configuration is an outage, nothing is lost by it. A value that was changed or moved fails
 * with {@link IllegalStateException}.
 */
public final class Seal {
  /** Names values as they were before there was a key. */
  public static final String PLAIN = "plain";

  private static final String TEXT = "sealed:";
  private static final String FIELD = "sealed";
  private static final byte[] MARK = "\0sealed\1".getBytes(StandardCharsets.US_ASCII);
  private static final int SIGNS = MARK.length + Integer.BYTES;

  private final Optional<SealKey> current;
  private final Map<String, SealKey> known = new LinkedHashMap<>();

  private Seal(Optional<SealKey> current, Iterable<SealKey> all) {
    this.current = current;
    all.forEach(key -> known.put(key.id(), key));
  }

  /** With the keys of the configuration; what was sealed with the older ones is still opened. */
  public static Seal of(DatabaseConfig config) {
    SecureRandom random = new SecureRandom();
    Map<String, SealKey> all = new LinkedHashMap<>();
    Optional<SealKey> current = key(config.dataKey(), random);
    current.ifPresent(key -> all.put(key.id(), key));
    if (config.dataKeyOld().isPresent()) {
      for (String old : config.dataKeyOld().reveal().split(",", -1)) {
        key(Secret.of(old), random).ifPresent(key -> all.put(key.id(), key));
      }
    }
    return new Seal(current, all.values());
  }

  private static Optional<SealKey> key(Secret secret, SecureRandom random) {
    return secret.isPresent() ? Optional.of(SealKey.of(secret, random)) : Optional.empty();
  }

  /** The name of a value's place: table and column, and the key of the row. */
  static String place(String column, Object... rowKey) {
    StringBuilder place = new StringBuilder(column);
    for (Object part : rowKey) {
      place.append(':').append(part);
    }
    return place.toString();
  }

  /** The name of the key that new values are sealed with, or {@link #PLAIN}. Not secret. */
  public String current() {
    return current.map(SealKey::id).orElse(PLAIN);
  }

  /** The names of all keys that values can be opened with. */
  public Set<String> known() {
    return Set.copyOf(known.keySet());
  }

  /**
   * Seals bytes.
   *
   * @param signs what the database must find in them all the same; stays readable
   */
  Buffer seal(byte[] plain, String place, Supplier<byte[]> signs) {
    return current
        .map(key -> sealed(key, plain, place, signs.get()))
        .orElseGet(() -> Buffer.buffer(plain));
  }

  private static Buffer sealed(SealKey key, byte[] plain, String place, byte[] signs) {
    return Buffer.buffer(SIGNS + signs.length)
        .appendBytes(MARK)
        .appendInt(signs.length)
        .appendBytes(signs)
        .appendBytes(key.seal(plain, bound(place, signs)));
  }

  /** Opens bytes. */
  byte[] open(Buffer stored, String place) {
    if (!isSealed(stored)) {
      return stored.getBytes();
    }
    int end = SIGNS + stored.getInt(MARK.length);
    byte[] envelope = stored.getBytes(end, stored.length());
    return opened(envelope, place, bound(place, stored.getBytes(SIGNS, end)));
  }

  /** The name of the key of stored bytes. */
  String keyOf(Buffer stored) {
    return isSealed(stored)
        ? SealKey.idOf(stored.getBytes(SIGNS + stored.getInt(MARK.length), stored.length()))
        : PLAIN;
  }

  private static boolean isSealed(Buffer stored) {
    return stored.length() > SIGNS && Arrays.equals(stored.getBytes(0, MARK.length), MARK);
  }

  /** Seals a text. */
  String seal(String plain, String place) {
    return current.map(key -> TEXT + sealed(key, plain, place)).orElse(plain);
  }

  /** Opens a text. */
  String open(String stored, String place) {
    return stored.startsWith(TEXT) ? text(stored.substring(TEXT.length()), place) : stored;
  }

  /** The name of the key of a stored text. */
  String keyOf(String stored) {
    return stored.startsWith(TEXT) ? SealKey.idOf(decoded(stored.substring(TEXT.length()))) : PLAIN;
  }

  /**
   * Seals an object.
   *
   * @param outside fields the database must read all the same; those of the sealed value have no
   *     room beside it
   */
  JsonObject seal(JsonObject plain, String place, JsonObject outside) {
    return current
        .map(key -> outside.copy().put(FIELD, sealed(key, plain.encode(), place)))
        .orElse(plain);
  }

  /** Opens an object; the fields outside are left away. */
  JsonObject open(JsonObject stored, String place) {
    return stored.getValue(FIELD) instanceof String sealed
        ? new JsonObject(text(sealed, place))
        : stored;
  }

  /** The name of the key of a stored object. */
  String keyOf(JsonObject stored) {
    return stored.getValue(FIELD) instanceof String sealed ? SealKey.idOf(decoded(sealed)) : PLAIN;
  }

  private static String sealed(SealKey key, String plain, String place) {
    byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
    byte[] envelope = key.seal(bytes, place.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(envelope);
  }

  private String text(String sealed, String place) {
    byte[] bound = place.getBytes(StandardCharsets.UTF_8);
    return new String(opened(decoded(sealed), place, bound), StandardCharsets.UTF_8);
  }

  private byte[] opened(byte[] envelope, String place, byte[] bound) {
    String id = SealKey.idOf(envelope);
    SealKey key = known.get(id);
    if (key == null) {
      throw new DatabaseUnavailable(
          "a value is sealed with the key " + id + ", which is not configured", null);
    }
    return key.open(envelope, bound)
        .orElseThrow(
            () -> new IllegalStateException("the sealed value of " + place + " was changed"));
  }

  private static byte[] decoded(String sealed) {
    return Base64.getUrlDecoder().decode(sealed);
  }

  private static byte[] bound(String place, byte[] signs) {
    byte[] name = place.getBytes(StandardCharsets.UTF_8);
    byte[] bound = Arrays.copyOf(name, name.length + 1 + signs.length);
    System.arraycopy(signs, 0, bound, name.length + 1, signs.length);
    return bound;
  }
}

package trt.tracing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids that follow from an update: whoever works on it comes to the same ones. */
final class TraceIds {
  private static final int TRACE_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  private final long bot;

  /**
   * @param bot Telegram's id of the bot: numbers of updates are unique for one bot only
   */
  TraceIds(long bot) {
    this.bot = bot;
  }

  /** 32 hexadecimal digits. */
  String trace(int update) {
    return hash("trace", update, TRACE_BYTES);
  }

  /** 16 hexadecimal digits. */
  String span(int update, Place place) {
    return hash(place.name(), update, SPAN_BYTES);
  }

  private String hash(String what, int update, int bytes) {
    String text = what + " " + bot + " " + update;
    byte[] hash = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }
}

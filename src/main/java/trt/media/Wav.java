package trt.media;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Chunks of a WAV file. What counts is how many bytes of sound really come, and how many a second
 * has; both may be told wrongly, and a recording that was cut off tells the largest number there
 * is.
 */
final class Wav extends Steps {
  private static final int CHUNK = 8;
  private static final int BEGIN = 12;
  private static final int FORMAT = 16;
  // PCM, floats, A-law, µ-law, and a longer header with one of these behind it.
  private static final Set<Integer> PLAIN = Set.of(1, 3, 6, 7, 0xFFFE);
  private static final long UNKNOWN = 0xFFFFFF00L;

  private enum Next {
    BEGIN,
    CHUNK,
    FORMAT
  }

  private Next next = Next.BEGIN;
  private long body;
  private double byteRate;
  private double data;
  private long soundFrom = -1;
  private long soundMost;

  Wav() {
    super(BEGIN);
  }

  @Override
  void piece(byte[] bytes) {
    if (next == Next.CHUNK) {
      chunk(text(bytes, 0), little(bytes, 4, 4));
    } else {
      if (next == Next.FORMAT) {
        format(bytes);
        skip(body - FORMAT);
      }
      go(Next.CHUNK, CHUNK);
    }
  }

  private void chunk(String type, long size) {
    data = soundSoFar(CHUNK);
    soundFrom = -1;
    body = size + (size & 1);
    if (type.equals("fmt ") && byteRate == 0) {
      go(Next.FORMAT, size >= FORMAT ? FORMAT : 0);
      return;
    }
    if (type.equals("data")) {
      boolean unknown = size == 0 || size >= UNKNOWN;
      soundFrom = position();
      soundMost = unknown ? Long.MAX_VALUE : size;
      body = unknown ? Long.MAX_VALUE : body;
    }
    skip(body);
    go(Next.CHUNK, CHUNK);
  }

  private void format(byte[] bytes) {
    double told = little(bytes, 8, 4);
    double plain = little(bytes, 4, 4) * (double) (little(bytes, 2, 2) * little(bytes, 14, 2)) / 8;
    boolean isPlain = PLAIN.contains((int) little(bytes, 0, 2)) && plain > 0;
    byteRate = isPlain && told > 0 ? Math.min(plain, told) : isPlain ? plain : told;
  }

  /**
   * @param behind bytes read since the end of the chunk
   */
  private double soundSoFar(int behind) {
    boolean none = soundFrom < 0;
    return data + (none ? 0 : Math.max(0, Math.min(position() - behind - soundFrom, soundMost)));
  }

  private void go(Next then, int bytes) {
    next = then;
    want(bytes);
  }

  @Override
  Optional<Duration> length() {
    return byteRate > 0 ? seconds(soundSoFar(0) / byteRate) : Optional.empty();
  }
}

package trt.media;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads a format piece by piece: says how many bytes to skip and how many to collect next. A format
 * that turns out to be broken is not read any further.
 */
abstract class Steps {
  private static final int LONGEST_PIECE = 1024;
  private static final double LONGEST_SECONDS = 1e7;
  private static final double NANOS = 1e9;

  private byte[] piece = new byte[0];
  private int filled;
  private long skip;
  private long position;
  private boolean over;

  Steps(int first) {
    want(first);
  }

  /** The bytes asked for; asks for the next. */
  abstract void piece(byte[] bytes);

  /** What is known so far. */
  abstract Optional<Duration> length();

  final void feed(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && !over) {
      int step = (int) Math.min(skip > 0 ? skip : piece.length - filled, bytes.length - at);
      if (skip > 0) {
        skip -= step;
      } else {
        System.arraycopy(bytes, at, piece, filled, step);
        filled += step;
      }
      at += step;
      position += step;
      if (skip == 0 && filled == piece.length) {
        filled = 0;
        piece(piece);
      }
    }
  }

  /** Bytes of the file up to here, the piece at hand among them. */
  final long position() {
    return position;
  }

  /** How many bytes the next piece has; a number nothing has ends the reading. */
  final void want(int bytes) {
    if (bytes <= 0 || bytes > LONGEST_PIECE) {
      end();
      return;
    }
    piece = new byte[bytes];
    filled = 0;
  }

  /** Bytes that do not matter, before the next piece. */
  final void skip(long bytes) {
    if (bytes < 0) {
      end();
    } else {
      skip += bytes;
    }
  }

  /** The rest does not matter. */
  final void end() {
    over = true;
  }

  static long big(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | (bytes[at + i] & 0xFF);
    }
    return value;
  }

  static long little(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = length - 1; i >= 0; i--) {
      value = value << 8 | (bytes[at + i] & 0xFF);
    }
    return value;
  }

  static String text(byte[] bytes, int at) {
    return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
  }

  /** Empty for nothing, for nonsense, and for more than a third of a year. */
  static Optional<Duration> seconds(double seconds) {
    boolean sensible = seconds >= 1 / NANOS && seconds < LONGEST_SECONDS;
    return sensible ? Optional.of(Duration.ofNanos((long) (seconds * NANOS))) : Optional.empty();
  }
}

package trt.media;

import java.time.Duration;
import java.util.Optional;

/** The first block of a FLAC file (RFC 9639): 20 bits of rate and 36 bits of samples in it. */
final class Flac extends Steps {
  private static final int HEAD = 4 + 4 + 18;

  private double length;

  Flac() {
    super(HEAD);
  }

  @Override
  void piece(byte[] bytes) {
    long rate = big(bytes, 18, 3) >> 4;
    long samples = (bytes[21] & 0x0FL) << 32 | big(bytes, 22, 4);
    length = rate > 0 ? (double) samples / rate : 0;
    end();
  }

  @Override
  Optional<Duration> length() {
    return seconds(length);
  }
}

package trt.media;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A FLAC file (RFC 9639). Its first block tells how many samples there are, or that nobody counted
 * them; the frames are counted as well. A frame is known by its check byte; what looks like one by
 * chance is too rare to matter.
 */
final class Flac extends Steps {
  private static final int MARK = 4;
  private static final int BLOCK = 4;
  private static final int INFO = 18;
  private static final int LONGEST_HEADER = 16;
  private static final int SEARCH = 64;

  private enum Next {
    MARK,
    BLOCK,
    INFO,
    FRAMES
  }

  private Next next = Next.MARK;
  private boolean last;
  private long body;
  private double rate;
  private long most;
  private long said;
  private long counted;
  private byte[] lost = new byte[0];

  Flac() {
    super(MARK);
  }

  @Override
  void piece(byte[] bytes) {
    switch (next) {
      case MARK -> go(Next.BLOCK, BLOCK);
      case BLOCK -> block(bytes);
      case INFO -> {
        most = big(bytes, 2, 2);
        rate = big(bytes, 10, 3) >> 4;
        said = (bytes[13] & 0x0FL) << 32 | big(bytes, 14, 4);
        skip(body - INFO);
        further();
      }
      case FRAMES -> frames(bytes);
    }
  }

  private void block(byte[] bytes) {
    last = (bytes[0] & 0x80) != 0;
    body = big(bytes, 1, 3);
    if ((bytes[0] & 0x7F) == 0) {
      go(Next.INFO, body >= INFO ? INFO : 0);
    } else {
      skip(body);
      further();
    }
  }

  private void further() {
    go(last ? Next.FRAMES : Next.BLOCK, last ? SEARCH : BLOCK);
  }

  private void frames(byte[] bytes) {
    byte[] window = Arrays.copyOf(lost, lost.length + bytes.length);
    System.arraycopy(bytes, 0, window, lost.length, bytes.length);
    int end = Math.max(0, window.length - LONGEST_HEADER + 1);
    for (int at = 0; at < end; at++) {
      if ((window[at] & 0xFF) == 0xFF && (window[at + 1] & 0xFE) == 0xF8) {
        long samples = samples(window, at);
        counted += samples <= most ? samples : 0;
      }
    }
    lost = Arrays.copyOfRange(window, end, window.length);
    want(SEARCH);
  }

  /** How many samples the frame has whose header is there; 0 when it is none. */
  private static long samples(byte[] b, int at) {
    int size = b[at + 2] >> 4 & 15;
    int rateCode = b[at + 2] & 15;
    int number = Math.max(1, Integer.numberOfLeadingZeros(~(b[at + 4] << 24)));
    if (size == 0 || rateCode == 15 || (b[at + 3] & 1) != 0 || number > 7) {
      return 0;
    }
    int sizeAt = at + 4 + number;
    int sizeBytes = size == 6 ? 1 : size == 7 ? 2 : 0;
    int rateBytes = rateCode == 12 ? 1 : rateCode > 12 ? 2 : 0;
    int check = sizeAt + sizeBytes + rateBytes;
    if (crc(b, at, check) != (b[check] & 0xFF)) {
      return 0;
    }
    return sizeBytes > 0
        ? big(b, sizeAt, sizeBytes) + 1
        : size == 1 ? 192 : size < 6 ? 144L << size : 1L << size;
  }

  private static int crc(byte[] b, int from, int to) {
    int crc = 0;
    for (int i = from; i < to; i++) {
      crc ^= b[i] & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 0x80) != 0 ? (crc << 1 ^ 7) & 0xFF : crc << 1;
      }
    }
    return crc;
  }

  private void go(Next then, int bytes) {
    next = then;
    want(bytes);
  }

  @Override
  Optional<Duration> length() {
    return rate > 0 ? seconds(Math.max(said, counted) / rate) : Optional.empty();
  }
}

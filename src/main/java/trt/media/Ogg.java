package trt.media;

import java.time.Duration;
import java.util.Optional;

/**
 * Pages of RFC 3533. A page says how many samples there were at its end; Opus counts 48,000 a
 * second (RFC 7845), Vorbis as its first page says.
 */
final class Ogg extends Steps {
  private static final int PAGE = 27;
  private static final int FIRST = 30;
  private static final int OPUS_RATE = 48_000;

  private enum Next {
    PAGE,
    SEGMENTS,
    FIRST
  }

  private Next next = Next.PAGE;
  private long body;
  private long samples;
  private long rate;

  Ogg() {
    super(PAGE);
  }

  @Override
  void piece(byte[] bytes) {
    switch (next) {
      case PAGE -> page(bytes);
      case SEGMENTS -> segments(bytes);
      case FIRST -> first(bytes);
    }
  }

  private void page(byte[] bytes) {
    if (!text(bytes, 0).equals("OggS")) {
      end();
      return;
    }
    samples = Math.max(samples, little(bytes, 6, 8));
    int count = bytes[26] & 0xFF;
    if (count > 0) {
      next = Next.SEGMENTS;
      want(count);
    } else {
      want(PAGE);
    }
  }

  private void segments(byte[] lengths) {
    body = 0;
    for (byte length : lengths) {
      body += length & 0xFF;
    }
    if (rate == 0 && body > 0) {
      next = Next.FIRST;
      want((int) Math.min(body, FIRST));
    } else {
      further(body);
    }
  }

  private void first(byte[] bytes) {
    if (bytes.length >= 8 && (text(bytes, 0) + text(bytes, 4)).equals("OpusHead")) {
      rate = OPUS_RATE;
    } else if (bytes.length >= 16 && text(bytes, 1).equals("vorb")) {
      rate = little(bytes, 12, 4);
    }
    further(body - bytes.length);
  }

  private void further(long rest) {
    next = Next.PAGE;
    skip(rest);
    want(PAGE);
  }

  @Override
  Optional<Duration> length() {
    return rate > 0 ? seconds((double) samples / rate) : Optional.empty();
  }
}

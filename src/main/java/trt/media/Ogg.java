package trt.media;

import java.time.Duration;
import java.util.Optional;

/**
 * Pages of RFC 3533. A page says how many samples there were at its end; Opus counts 48,000 a
 * second (RFC 7845), Vorbis and FLAC as their first page says. Packets of Opus are counted as well,
 * and streams that follow each other are added up.
 */
final class Ogg extends Steps {
  private static final int PAGE = 27;
  private static final int FIRST = 30;
  private static final int FULL = 255;
  private static final int CONTINUED = 1;
  private static final int BEGIN = 2;
  private static final int HEADER_PACKETS = 2;

  private enum Next {
    PAGE,
    SEGMENTS,
    FIRST,
    PACKET
  }

  private Next next = Next.PAGE;
  private byte[] segments = new byte[0];
  private int segment;
  private int flags;
  private long serial;
  private long rest;
  private double before;
  private double rate;
  private long samples;
  private boolean isOpus;
  private int packets;
  private double counted;

  Ogg() {
    super(PAGE);
  }

  @Override
  void piece(byte[] bytes) {
    switch (next) {
      case PAGE -> page(bytes);
      case SEGMENTS -> body(bytes);
      case FIRST -> {
        first(bytes);
        further(rest - bytes.length);
      }
      case PACKET -> {
        counted += packets++ < HEADER_PACKETS ? 0 : Opus.seconds(bytes);
        skip(rest - bytes.length);
        packet();
      }
    }
  }

  private void page(byte[] bytes) {
    if (!text(bytes, 0).equals("OggS")) {
      end();
      return;
    }
    flags = bytes[5];
    long of = little(bytes, 14, 4);
    boolean begins = (flags & BEGIN) != 0;
    if (begins && (rate == 0 || samples > 0)) {
      chain(of);
    }
    if (of == serial) {
      samples = Math.max(samples, little(bytes, 6, 8));
    }
    int count = bytes[26] & 0xFF;
    go(count > 0 ? Next.SEGMENTS : Next.PAGE, count > 0 ? count : PAGE);
    segment = of == serial ? 0 : FULL;
  }

  private void chain(long of) {
    before = whole();
    serial = of;
    samples = 0;
    counted = 0;
    packets = 0;
    rate = 0;
    isOpus = false;
  }

  private void body(byte[] lengths) {
    segments = lengths;
    rest = sum(0, lengths.length);
    boolean mine = segment == 0;
    if (mine && rate == 0 && rest > 0) {
      go(Next.FIRST, (int) Math.min(rest, FIRST));
    } else if (mine && isOpus) {
      if ((flags & CONTINUED) != 0) {
        skip(run());
      }
      packet();
    } else {
      further(rest);
    }
  }

  private void first(byte[] bytes) {
    String begin = bytes.length >= 8 ? text(bytes, 0) + text(bytes, 4) : "";
    if (begin.equals("OpusHead")) {
      rate = Opus.RATE;
      isOpus = true;
      packets = 1;
    } else if (bytes.length >= 16 && begin.startsWith("\u0001vorbis")) {
      rate = little(bytes, 12, 4);
    } else if (bytes.length >= FIRST && begin.startsWith("\u007fFLAC")) {
      rate = big(bytes, 27, 3) >> 4;
    }
  }

  /** The first bytes of the packet that begins at this segment, if one does. */
  private void packet() {
    rest = 0;
    while (rest == 0 && segment < segments.length) {
      rest = run();
    }
    if (rest > 0) {
      go(Next.PACKET, (int) Math.min(rest, 2));
    } else {
      further(0);
    }
  }

  /** The bytes of one packet within this page. */
  private long run() {
    int from = segment;
    while (segment < segments.length && (segments[segment] & 0xFF) == FULL) {
      segment++;
    }
    segment = Math.min(segment + 1, segments.length);
    return sum(from, segment);
  }

  private long sum(int from, int to) {
    long bytes = 0;
    for (int i = from; i < to; i++) {
      bytes += segments[i] & 0xFF;
    }
    return bytes;
  }

  private void further(long skipped) {
    skip(skipped);
    go(Next.PAGE, PAGE);
  }

  private void go(Next then, int bytes) {
    next = then;
    want(bytes);
  }

  private double whole() {
    return before + (rate > 0 ? Math.max(samples / rate, counted) : 0);
  }

  @Override
  Optional<Duration> length() {
    return seconds(whole());
  }
}

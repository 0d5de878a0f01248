package trt.media;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Boxes of ISO 14496-12 and of QuickTime. The headers of the film and of every track say a length,
 * and the table of samples adds up to one: the longest counts. The length of a file in fragments
 * lies in all of them and is not told.
 */
final class Mp4 extends Steps {
  private static final Set<String> PARENTS = Set.of("moov", "trak", "mdia", "minf", "stbl");
  private static final int BOX = 8;
  private static final int HEADER = 32;
  private static final int TABLE = 8;
  private static final int ENTRY = 8;
  // Above it a step is meant to be a small one backwards.
  private static final long LONGEST_STEP = Integer.MAX_VALUE;

  private enum Next {
    BOX,
    WIDE,
    HEADER,
    TABLE,
    ENTRY
  }

  private Next next = Next.BOX;
  private String type = "";
  private long body;
  private long entries;
  private double longest;
  private double scale;
  private double units;
  private boolean fragmented;

  Mp4() {
    super(BOX);
  }

  @Override
  void piece(byte[] bytes) {
    switch (next) {
      case BOX -> start(bytes);
      case WIDE -> box(big(bytes, 0, 8) - 2 * BOX);
      case HEADER -> header(bytes);
      case TABLE -> {
        entries = Math.min(big(bytes, 4, 4), body / ENTRY);
        entry();
      }
      case ENTRY -> {
        long step = big(bytes, 4, 4);
        units += step <= LONGEST_STEP ? big(bytes, 0, 4) * (double) step : 0;
        body -= ENTRY;
        entries--;
        entry();
      }
    }
  }

  private void start(byte[] bytes) {
    type = text(bytes, 4);
    long size = big(bytes, 0, 4);
    if (size == 1) {
      go(Next.WIDE, BOX);
    } else if (size == 0) {
      end();
    } else {
      box(size - BOX);
    }
  }

  private void box(long length) {
    body = length;
    boolean isHeader = type.equals("mvhd") || type.equals("mdhd");
    if (isHeader && length >= HEADER - BOX) {
      go(Next.HEADER, (int) Math.min(length, HEADER));
    } else if (type.equals("stts") && length >= TABLE) {
      body -= TABLE;
      go(Next.TABLE, TABLE);
    } else if (PARENTS.contains(type) && length >= 0) {
      if (type.equals("trak")) {
        scale = 0;
        units = 0;
      }
      go(Next.BOX, BOX);
    } else {
      fragmented |= type.equals("moof");
      over(length);
    }
  }

  /** Version 0 counts in 32 bits, version 1 in 64. */
  private void header(byte[] bytes) {
    boolean large = bytes[0] == 1;
    if (!large || bytes.length >= HEADER) {
      double second = big(bytes, large ? 20 : 12, 4);
      long said = large ? big(bytes, 24, 8) : big(bytes, 16, 4);
      boolean unknown = said == (large ? -1L : 0xFFFFFFFFL);
      if (type.equals("mdhd")) {
        scale = second;
        track();
      }
      if (second > 0 && !unknown) {
        longest = Math.max(longest, said / second);
      }
    }
    over(body - bytes.length);
  }

  private void entry() {
    if (entries > 0) {
      go(Next.ENTRY, ENTRY);
    } else {
      track();
      over(body);
    }
  }

  private void track() {
    longest = scale > 0 ? Math.max(longest, units / scale) : longest;
  }

  private void over(long rest) {
    skip(rest);
    go(Next.BOX, BOX);
  }

  private void go(Next then, int bytes) {
    next = then;
    want(bytes);
  }

  @Override
  Optional<Duration> length() {
    return fragmented ? Optional.empty() : seconds(longest);
  }
}

package trt.media;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Boxes of ISO 14496-12 and of QuickTime. The film header and the header of every track say a
 * length; the longest counts. A fragmented file says none.
 */
final class Mp4 extends Steps {
  private static final Set<String> PARENTS = Set.of("moov", "trak", "mdia");
  private static final Set<String> HEADERS = Set.of("mvhd", "mdhd");
  private static final int BOX = 8;
  private static final int HEADER = 32;

  private double longest;
  private long body;
  private boolean wide;
  private String type = "";
  private boolean inHeader;

  Mp4() {
    super(BOX);
  }

  @Override
  void piece(byte[] bytes) {
    if (inHeader) {
      header(bytes);
    } else if (wide) {
      wide = false;
      box(big(bytes, 0, 8) - 2 * BOX);
    } else {
      type = text(bytes, 4);
      long size = big(bytes, 0, 4);
      if (size == 1) {
        wide = true;
        want(BOX);
      } else if (size == 0) {
        end();
      } else {
        box(size - BOX);
      }
    }
  }

  private void box(long length) {
    if (length < 0) {
      end();
      return;
    }
    if (HEADERS.contains(type) && length >= HEADER - BOX) {
      inHeader = true;
      body = length;
      want((int) Math.min(length, HEADER));
      return;
    }
    if (!PARENTS.contains(type)) {
      skip(length);
    }
    want(BOX);
  }

  /** Version 0 counts in 32 bits, version 1 in 64. */
  private void header(byte[] bytes) {
    inHeader = false;
    boolean large = bytes[0] == 1;
    if (!large || bytes.length >= HEADER) {
      long scale = big(bytes, large ? 20 : 12, 4);
      long units = large ? big(bytes, 24, 8) : big(bytes, 16, 4);
      boolean unknown = units == (large ? -1L : 0xFFFFFFFFL);
      if (scale > 0 && !unknown) {
        longest = Math.max(longest, (double) units / scale);
      }
    }
    skip(body - bytes.length);
    want(BOX);
  }

  @Override
  Optional<Duration> length() {
    return seconds(longest);
  }
}

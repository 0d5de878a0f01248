package trt.media;

import java.time.Duration;
import java.util.Optional;

/**
 * Elements of RFC 8794 and RFC 9559, as far as the segment's information. A recording that was never
 * finished says no length.
 */
final class Matroska extends Steps {
  private static final int SEGMENT = 0x18538067;
  private static final int INFO = 0x1549A966;
  private static final int SCALE = 0x2AD7B1;
  private static final int DURATION = 0x4489;
  private static final double NANOS = 1e9;

  private enum Next {
    ID,
    REST_OF_ID,
    SIZE,
    REST_OF_SIZE,
    VALUE
  }

  private Next next = Next.ID;
  private int id;
  private int restOfSize;
  private long size;
  private double scale = 1_000_000;
  private double units;

  Matroska() {
    super(1);
  }

  @Override
  void piece(byte[] bytes) {
    switch (next) {
      case ID -> {
        id = bytes[0] & 0xFF;
        int rest = Integer.numberOfLeadingZeros(id) - 24;
        go(rest == 0 ? Next.SIZE : Next.REST_OF_ID, rest == 0 ? 1 : rest > 3 ? 0 : rest);
      }
      case REST_OF_ID -> {
        id = (int) (((long) id << 8 * bytes.length) | big(bytes, 0, bytes.length));
        go(Next.SIZE, 1);
      }
      case SIZE -> {
        int first = bytes[0] & 0xFF;
        restOfSize = Integer.numberOfLeadingZeros(first) - 24;
        size = first & (0xFF >> restOfSize + 1);
        if (restOfSize == 0) {
          element();
        } else {
          go(Next.REST_OF_SIZE, restOfSize > 7 ? 0 : restOfSize);
        }
      }
      case REST_OF_SIZE -> {
        size = size << 8 * bytes.length | big(bytes, 0, bytes.length);
        element();
      }
      case VALUE -> {
        value(bytes);
        go(Next.ID, 1);
      }
    }
  }

  private void element() {
    if (id == SEGMENT || id == INFO) {
      go(Next.ID, 1);
    } else if ((id == SCALE || id == DURATION) && size > 0 && size <= 8) {
      go(Next.VALUE, (int) size);
    } else {
      skip(size);
      go(Next.ID, 1);
    }
  }

  private void value(byte[] bytes) {
    long raw = big(bytes, 0, bytes.length);
    if (id == SCALE) {
      scale = raw;
    } else {
      units = bytes.length == 4 ? Float.intBitsToFloat((int) raw) : Double.longBitsToDouble(raw);
    }
  }

  private void go(Next then, int bytes) {
    next = then;
    want(bytes);
  }

  @Override
  Optional<Duration> length() {
    return seconds(units * scale / NANOS);
  }
}

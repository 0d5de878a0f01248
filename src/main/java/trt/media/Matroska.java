package trt.media;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Elements of RFC 8794 and RFC 9559. The segment says a length, unless its recording was never
 * finished, and the blocks say when they are shown: the later counts.
 */
final class Matroska extends Steps {
  private static final int SEGMENT = 0x18538067;
  private static final int INFO = 0x1549A966;
  private static final int CLUSTER = 0x1F43B675;
  private static final int BLOCK_GROUP = 0xA0;
  private static final Set<Integer> PARENTS = Set.of(SEGMENT, INFO, CLUSTER, BLOCK_GROUP);
  private static final int SCALE = 0x2AD7B1;
  private static final int DURATION = 0x4489;
  private static final int CLUSTER_TIME = 0xE7;
  private static final Set<Integer> NUMBERS = Set.of(SCALE, DURATION, CLUSTER_TIME);
  private static final int BLOCK = 0xA1;
  private static final int SIMPLE_BLOCK = 0xA3;
  private static final int BLOCK_HEAD = 10;
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
  private long size;
  private double scale = 1_000_000;
  private double said;
  private long cluster;
  private long latest;

  Matroska() {
    super(1);
  }

  @Override
  void piece(byte[] bytes) {
    switch (next) {
      case ID -> {
        id = bytes[0] & 0xFF;
        int rest = rest(bytes[0]);
        go(rest == 0 ? Next.SIZE : Next.REST_OF_ID, rest == 0 ? 1 : rest > 3 ? 0 : rest);
      }
      case REST_OF_ID -> {
        id = (int) (((long) id << (8 * bytes.length)) | big(bytes, 0, bytes.length));
        go(Next.SIZE, 1);
      }
      case SIZE -> size(bytes[0]);
      case REST_OF_SIZE -> {
        size = (size << (8 * bytes.length)) | big(bytes, 0, bytes.length);
        element();
      }
      case VALUE -> {
        value(bytes);
        skip(size - bytes.length);
        go(Next.ID, 1);
      }
    }
  }

  /** How many bytes of a number follow its first. */
  private static int rest(byte first) {
    return Integer.numberOfLeadingZeros(first & 0xFF) - 24;
  }

  private void size(byte first) {
    int rest = rest(first);
    size = first & (0xFF >> (rest + 1));
    if (rest == 0) {
      element();
    } else {
      go(Next.REST_OF_SIZE, rest > 7 ? 0 : rest);
    }
  }

  private void element() {
    boolean isBlock = id == BLOCK || id == SIMPLE_BLOCK;
    if (NUMBERS.contains(id) && size > 0 && size <= 8) {
      go(Next.VALUE, (int) size);
    } else if (isBlock && size > 0) {
      go(Next.VALUE, (int) Math.min(size, BLOCK_HEAD));
    } else {
      skip(PARENTS.contains(id) ? 0 : size);
      go(Next.ID, 1);
    }
  }

  private void value(byte[] bytes) {
    long raw = big(bytes, 0, Math.min(bytes.length, 8));
    switch (id) {
      case SCALE -> scale = raw;
      case CLUSTER_TIME -> cluster = raw;
      case DURATION ->
          said = bytes.length == 4 ? Float.intBitsToFloat((int) raw) : Double.longBitsToDouble(raw);
      default -> block(bytes);
    }
  }

  /** The number of the track, then the time since that of the cluster, which may be negative. */
  private void block(byte[] bytes) {
    int at = rest(bytes[0]) + 1;
    if (at + 2 <= bytes.length) {
      latest = Math.max(latest, cluster + (short) big(bytes, at, 2));
    }
  }

  private void go(Next then, int bytes) {
    next = then;
    want(bytes);
  }

  @Override
  Optional<Duration> length() {
    return seconds(Math.max(said, (double) latest) * scale / NANOS);
  }
}

package trt.media;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * MP3 (ISO 11172-3, 13818-3) and AAC in ADTS (ISO 13818-7): nothing says the length of the whole,
 * so every frame is counted. What is no frame is passed over, as players do.
 */
final class AudioFrames extends Steps {
  private static final int TAG = 10;
  private static final int HEADER = 7;
  // Less than a frame, so that none is missed at the end of the file for want of bytes behind it.
  private static final int SEARCH = 64;
  private static final int[] RATES_1 = {44_100, 48_000, 32_000};
  private static final int[] RATES_AAC = {
    96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
    7_350
  };
  private static final int[][] KILOBITS = {
    {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
    {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
    {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
    {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160}
  };

  private boolean begun;
  private double length;
  private byte[] lost = new byte[0];

  AudioFrames() {
    super(TAG);
  }

  @Override
  void piece(byte[] bytes) {
    if (!begun) {
      begun = true;
      if (text(bytes, 0).startsWith("ID3")) {
        skip(synchsafe(bytes));
        want(HEADER);
        return;
      }
    }
    byte[] window = joined(lost, bytes);
    lost = new byte[0];
    for (int at = 0; at + HEADER <= window.length; at++) {
      Frame frame = frame(window, at);
      if (frame.bytes() > 0) {
        length += frame.seconds();
        further(window, at + frame.bytes());
        return;
      }
    }
    lost = Arrays.copyOfRange(window, Math.max(0, window.length - HEADER + 1), window.length);
    want(SEARCH);
  }

  /** Goes on at that place, which may lie within what was read or behind it. */
  private void further(byte[] window, int at) {
    if (at >= window.length) {
      skip(at - window.length);
      want(HEADER);
    } else {
      lost = Arrays.copyOfRange(window, at, window.length);
      want(Math.max(1, HEADER - lost.length));
    }
  }

  /** A frame of 0 bytes is none. */
  private record Frame(int bytes, double seconds) {
    static final Frame NONE = new Frame(0, 0);
  }

  private static Frame frame(byte[] b, int at) {
    if ((b[at] & 0xFF) != 0xFF || (b[at + 1] & 0xE0) != 0xE0) {
      return Frame.NONE;
    }
    int layer = b[at + 1] >> 1 & 3;
    return layer == 0 ? adts(b, at) : mpeg(b, at, layer);
  }

  private static Frame adts(byte[] b, int at) {
    int index = b[at + 2] >> 2 & 15;
    int bytes = (b[at + 3] & 3) << 11 | (b[at + 4] & 0xFF) << 3 | (b[at + 5] & 0xFF) >> 5;
    boolean sync = (b[at + 1] & 0xF0) == 0xF0;
    return sync && index < RATES_AAC.length && bytes >= HEADER
        ? new Frame(bytes, 1024.0 / RATES_AAC[index])
        : Frame.NONE;
  }

  /** Layer bits count down: 3 is layer I, 1 is layer III. */
  private static Frame mpeg(byte[] b, int at, int layerBits) {
    int version = b[at + 1] >> 3 & 3; // 3 = MPEG 1, 2 = MPEG 2, 0 = MPEG 2.5
    int bitrate = b[at + 2] >> 4 & 15;
    int rateIndex = b[at + 2] >> 2 & 3;
    if (version == 1 || bitrate == 0 || bitrate == 15 || rateIndex == 3) {
      return Frame.NONE;
    }
    int rate = RATES_1[rateIndex] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
    int layer = 4 - layerBits;
    int table = version == 3 ? layer - 1 : layer == 1 ? 3 : 4;
    int bits = KILOBITS[table][bitrate] * 1000;
    int padding = b[at + 2] >> 1 & 1;
    int samples = layer == 1 ? 384 : layer == 3 && version != 3 ? 576 : 1152;
    int bytes = layer == 1 ? (12 * bits / rate + padding) * 4 : samples / 8 * bits / rate + padding;
    return bytes >= HEADER ? new Frame(bytes, (double) samples / rate) : Frame.NONE;
  }

  private static long synchsafe(byte[] tag) {
    return (tag[6] & 0x7FL) << 21
        | (tag[7] & 0x7FL) << 14
        | (tag[8] & 0x7FL) << 7
        | (tag[9] & 0x7FL);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Override
  Optional<Duration> length() {
    return seconds(length);
  }
}

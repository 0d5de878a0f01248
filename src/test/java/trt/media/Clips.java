package trt.media;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Small films and sounds of any length, with nothing in them but what tells it. */
public final class Clips {
  private Clips() {}

  /** One of each format, some seconds long. */
  static List<byte[]> all() {
    return List.of(
        mp4(60, 60), opus(2), vorbis(8), wav(1), flac(7, 7), webm(9, 9), avi(4, 4), mp3(1), aac(1));
  }

  /**
   * A film without pictures.
   *
   * @param said seconds its headers tell
   * @param held seconds its samples make
   */
  public static byte[] mp4(int said, int held) {
    return bytes(
        box("ftyp", bytes(text("isom"), big(0, 4))),
        moov(said, held),
        box("mdat", new byte[1_000]));
  }

  static byte[] moov(int said, int held) {
    byte[] head = bytes(new byte[12], big(1_000, 4), big(said * 1_000L, 4), new byte[80]);
    byte[] media = bytes(new byte[12], big(600, 4), big(said * 600L, 4), new byte[4]);
    byte[] table =
        bytes(new byte[4], big(2, 4), big(held, 4), big(300, 4), big(held * 10L, 4), big(30, 4));
    byte[] samples = box("minf", box("stbl", box("stts", table)));
    byte[] track = box("trak", box("tkhd", new byte[84]), box("mdia", box("mdhd", media), samples));
    return box("moov", box("mvhd", head), track);
  }

  /** As a voice message of Telegram's is: 20 ms a packet, 50 packets a page. */
  public static byte[] opus(int seconds) {
    return opusThatSays(seconds, seconds);
  }

  static byte[] opusThatSays(int said, int held) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] head = bytes(text("OpusHead"), new byte[] {1, 1}, new byte[9]);
    file.writeBytes(page(2, 0, head));
    file.writeBytes(page(0, 0, bytes(text("OpusTags"), new byte[300])));
    for (int second = 1; second <= held; second++) {
      byte[][] packets = new byte[50][];
      for (int i = 0; i < packets.length; i++) {
        packets[i] = new byte[40];
        packets[i][0] = (byte) (1 << 3);
      }
      file.writeBytes(page(0, Math.min(second, said) * 48_000L, packets));
    }
    return file.toByteArray();
  }

  static byte[] vorbis(int seconds) {
    byte[] head =
        bytes(new byte[] {1}, text("vorbis"), new byte[5], little(44_100, 4), new byte[14]);
    return bytes(page(2, 0, head), page(0, seconds * 44_100L, new byte[200]));
  }

  /** A page of Ogg with whole packets. */
  private static byte[] page(int flags, long samples, byte[]... packets) {
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    for (byte[] packet : packets) {
      for (int left = packet.length; left >= 0; left -= 255) {
        table.write(Math.min(left, 255));
      }
    }
    return bytes(
        text("OggS"),
        new byte[] {0, (byte) flags},
        little(samples, 8),
        little(77, 4),
        new byte[8],
        new byte[] {(byte) table.size()},
        table.toByteArray(),
        bytes(packets));
  }

  /** 8,000 samples of 16 bits a second. */
  public static byte[] wav(int seconds) {
    byte[] data = new byte[seconds * 16_000];
    byte[] format =
        bytes(
            little(1, 2),
            little(1, 2),
            little(8_000, 4),
            little(16_000, 4),
            little(2, 2),
            little(16, 2));
    return bytes(
        text("RIFF"),
        little(36 + data.length, 4),
        text("WAVE"),
        chunk("fmt ", format),
        chunk("data", data));
  }

  /**
   * Blocks of 4,410 samples, ten a second.
   *
   * @param said seconds its first block tells
   * @param held seconds its frames make
   */
  static byte[] flac(int said, int held) {
    byte[] rate = big(44_100L << 4, 3);
    byte[] samples = bytes(rate, new byte[1], big(said * 44_100L, 4), new byte[16]);
    byte[] info = bytes(big(4_410, 2), big(4_410, 2), new byte[6], samples);
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < held * 10; i++) {
      byte[] number = i < 0x80 ? big(i, 1) : big(0xC080 | (i >> 6) << 8 | (i & 63), 2);
      byte[] header = bytes(big(0xFFF87908L, 4), number, big(4_409, 2));
      frames.writeBytes(bytes(header, big(crc(header), 1), new byte[40]));
    }
    byte[] picture = bytes(big(0x86000014L, 4), new byte[20]);
    return bytes(text("fLaC"), big(34, 4), info, picture, frames.toByteArray());
  }

  private static int crc(byte[] header) {
    int crc = 0;
    for (byte one : header) {
      crc ^= one & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc << 1 ^ (crc > 127 ? 0x107 : 0);
      }
    }
    return crc;
  }

  static byte[] webm(int said, int held) {
    byte[] duration =
        said == 0 ? new byte[0] : element(0x4489, big(Double.doubleToLongBits(said * 1e3), 8));
    byte[] info = element(0x1549A966, element(0x2AD7B1, big(1_000_000, 3)), duration);
    ByteArrayOutputStream clusters = new ByteArrayOutputStream();
    for (int second = 0; second < held; second++) {
      byte[] begin = element(0xE7, big(second * 1_000L, 4));
      byte[] block = element(0xA3, bytes(new byte[] {(byte) 0x81}, big(0, 2), new byte[50]));
      byte[] last =
          element(0xA0, element(0xA1, bytes(new byte[] {(byte) 0x81}, big(999, 2), new byte[50])));
      // A size that is not known, as in a recording.
      clusters.writeBytes(
          bytes(big(0x1F43B675, 4), big(0x01FFFFFFFFFFFFFFL, 8), begin, block, last));
    }
    return bytes(
        element(0x1A45DFA3, new byte[30]),
        big(0x18538067, 4),
        big(0x01FFFFFFFFFFFFFFL, 8),
        info,
        clusters.toByteArray());
  }

  static byte[] avi(int said, int held) {
    byte[] film = bytes(little(40_000, 4), new byte[12], little(said * 25L, 4), new byte[36]);
    byte[] stream =
        bytes(
            text("vids"),
            new byte[16],
            little(1, 4),
            little(25, 4),
            new byte[4],
            little(said * 25L, 4),
            new byte[20]);
    byte[] header = chunk("LIST", bytes(text("hdrl"), chunk("avih", film), chunk("strh", stream)));
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (int i = 0; i < held * 25; i++) {
      frames.writeBytes(chunk("00dc", new byte[9]));
      frames.writeBytes(chunk("01wb", new byte[8]));
    }
    byte[] movie = chunk("LIST", bytes(text("movi"), frames.toByteArray()));
    return bytes(
        text("RIFF"), little(4 + header.length + movie.length, 4), text("AVI "), header, movie);
  }

  /** MPEG 1 layer III, 128 kbit/s, 44,100 a second: 417 bytes a frame; a tag before it. */
  public static byte[] mp3(int seconds) {
    byte[] frame = new byte[417];
    System.arraycopy(big(0xFFFB9000L, 4), 0, frame, 0, 4);
    byte[] tag = bytes(text("ID3"), new byte[] {4, 0, 0, 0, 0, 1, 10}, new byte[138]);
    return bytes(tag, times(frame, (int) Math.round(seconds * 44_100 / 1_152.0)));
  }

  static byte[] aac(int seconds) {
    byte[] frame = new byte[64];
    System.arraycopy(big(0xFFF15000L | 64 >> 11, 4), 0, frame, 0, 4);
    frame[4] = 64 >> 3;
    return times(frame, (int) Math.round(seconds * 44_100 / 1_024.0));
  }

  private static byte[] times(byte[] frame, int count) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      all.writeBytes(frame);
    }
    return all.toByteArray();
  }

  static byte[] box(String type, byte[]... body) {
    byte[] inside = bytes(body);
    return bytes(big(8 + inside.length, 4), text(type), inside);
  }

  private static byte[] chunk(String type, byte[] body) {
    return bytes(text(type), little(body.length, 4), body, new byte[body.length & 1]);
  }

  private static byte[] element(int id, byte[]... body) {
    byte[] inside = bytes(body);
    int length = (39 - Integer.numberOfLeadingZeros(id)) / 8;
    return bytes(big(id, length), big(0x4000 | inside.length, 2), inside);
  }

  static byte[] bytes(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] big(long value, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (value >>> (8 * (length - 1 - i)));
    }
    return bytes;
  }

  static byte[] little(long value, int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (value >>> (8 * i));
    }
    return bytes;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}

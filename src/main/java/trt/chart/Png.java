package trt.chart;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes a picture as PNG (ISO/IEC 15948): 8 bits a channel, no transparency. */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private static final byte UP = 2;

  private Png() {}

  static byte[] of(Raster picture) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13);
    header.putInt(picture.width()).putInt(picture.height());
    // Bits a channel, colour type RGB, the only compression, the only filtering, not interlaced.
    header.put(new byte[] {8, 2, 0, 0, 0});
    chunk(out, "IHDR", header.array());
    chunk(out, "IDAT", deflated(rows(picture)));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /** Each row as what differs from the one above it: in bars hardly anything. */
  private static byte[] rows(Raster picture) {
    ByteBuffer rows = ByteBuffer.allocate(picture.height() * (1 + 3 * picture.width()));
    for (int y = 0; y < picture.height(); y++) {
      rows.put(UP);
      for (int x = 0; x < picture.width(); x++) {
        int colour = picture.at(x, y);
        int above = y == 0 ? 0 : picture.at(x, y - 1);
        for (int shift = 16; shift >= 0; shift -= 8) {
          rows.put((byte) ((colour >> shift & 0xff) - (above >> shift & 0xff)));
        }
      }
    }
    return rows.array();
  }

  private static byte[] deflated(byte[] bytes) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(bytes);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] part = new byte[16 * 1024];
      while (!deflater.finished()) {
        out.write(part, 0, deflater.deflate(part));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 sum = new CRC32();
    sum.update(name);
    sum.update(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }
}

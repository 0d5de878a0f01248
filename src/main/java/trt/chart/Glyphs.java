package trt.chart;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.InflaterInputStream;

/**
 * The letters of one size, as shades of grey that were drawn once. Latin, Cyrillic, digits and
 * signs; any other letter is left out. Immutable.
 */
final class Glyphs {
  private record Glyph(int advance, int left, int top, int width, int height, ByteBuffer ink) {}

  private final int lineHeight;
  private final Map<Character, Glyph> glyphs;

  private Glyphs(int lineHeight, Map<Character, Glyph> glyphs) {
    this.lineHeight = lineHeight;
    this.glyphs = glyphs;
  }

  /** Those of a file beside this class path. */
  static Glyphs load(String name) {
    try (DataInputStream in =
        new DataInputStream(
            new BufferedInputStream(
                new InflaterInputStream(
                    Objects.requireNonNull(Glyphs.class.getResourceAsStream(name), name))))) {
      int lineHeight = in.readUnsignedByte();
      Map<Character, Glyph> glyphs = new HashMap<>();
      for (int left = in.readUnsignedShort(); left > 0; left--) {
        glyphs.put(in.readChar(), glyph(in));
      }
      return new Glyphs(lineHeight, Map.copyOf(glyphs));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Glyph glyph(DataInputStream in) throws IOException {
    int advance = in.readUnsignedByte();
    int left = in.readByte();
    int top = in.readByte();
    int width = in.readUnsignedByte();
    int height = in.readUnsignedByte();
    return new Glyph(
        advance, left, top, width, height, ByteBuffer.wrap(in.readNBytes(width * height)));
  }

  /** Whether a letter can be drawn. */
  boolean has(char letter) {
    return glyphs.containsKey(plain(letter));
  }

  int lineHeight() {
    return lineHeight;
  }

  /** In pixels. */
  int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); i++) {
      Glyph glyph = glyphs.get(plain(text.charAt(i)));
      width += glyph == null ? 0 : glyph.advance();
    }
    return width;
  }

  /**
   * Writes a line.
   *
   * @param y its upper edge
   */
  void draw(Raster on, String text, int x, int y, int colour) {
    int at = x;
    for (int i = 0; i < text.length(); i++) {
      Glyph glyph = glyphs.get(plain(text.charAt(i)));
      if (glyph != null) {
        draw(on, glyph, at, y, colour);
        at += glyph.advance();
      }
    }
  }

  private static void draw(Raster on, Glyph glyph, int x, int y, int colour) {
    for (int i = 0; i < glyph.ink().capacity(); i++) {
      int column = x + glyph.left() + i % glyph.width();
      int row = y + glyph.top() + i / glyph.width();
      on.blend(column, row, colour, glyph.ink().get(i) & 0xff);
    }
  }

  /** Spaces that do not break are spaces. */
  private static char plain(char letter) {
    return letter == '\u00a0' || letter == '\u202f' ? ' ' : letter;
  }
}

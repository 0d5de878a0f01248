package trt.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.GlyphVector;
import java.awt.image.BufferedImage;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Made {@code resources/chart}: arguments are a TrueType font, a size in pixels, and the file. */
final class GlyphMaker {
  private static final String LETTERS =
      " 0123456789.,:;+-–—%()/'\"!?«»№·…"
          + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
          + "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя";

  private static final int EDGE = 8;

  private GlyphMaker() {}

  public static void main(String[] args) throws Exception {
    Font font =
        Font.createFont(Font.TRUETYPE_FONT, new File(args[0]))
            .deriveFont(Float.parseFloat(args[1]));
    BufferedImage canvas = new BufferedImage(128, 128, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = canvas.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    int line = pen.getFontMetrics(font).getAscent() + pen.getFontMetrics(font).getDescent();
    try (DataOutputStream out =
        new DataOutputStream(
            new DeflaterOutputStream(
                Files.newOutputStream(Path.of(args[2])),
                new Deflater(Deflater.BEST_COMPRESSION)))) {
      out.writeByte(line);
      out.writeShort(LETTERS.length());
      for (int i = 0; i < LETTERS.length(); i++) {
        write(out, canvas, pen, font, LETTERS.charAt(i));
      }
    }
  }

  private static void write(
      DataOutputStream out, BufferedImage canvas, Graphics2D pen, Font font, char letter)
      throws IOException {
    GlyphVector shape = font.createGlyphVector(pen.getFontRenderContext(), new char[] {letter});
    int ascent = pen.getFontMetrics(font).getAscent() + EDGE;
    java.awt.Rectangle box = shape.getPixelBounds(pen.getFontRenderContext(), EDGE, ascent);
    if (!box.isEmpty()) {
      box.grow(1, 1);
    }
    pen.setColor(Color.BLACK);
    pen.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
    pen.setColor(Color.WHITE);
    pen.fill(shape.getOutline(EDGE, ascent));
    out.writeChar(letter);
    out.writeByte(Math.round(shape.getGlyphMetrics(0).getAdvanceX()));
    out.writeByte(box.x - EDGE);
    out.writeByte(box.y - EDGE);
    out.writeByte(box.width);
    out.writeByte(box.height);
    for (int y = box.y; y < box.y + box.height; y++) {
      for (int x = box.x; x < box.x + box.width; x++) {
        out.writeByte(canvas.getRaster().getSample(x, y, 0));
      }
    }
  }
}

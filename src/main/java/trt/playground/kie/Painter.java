package trt.playground.kie;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Paints the pictures: a landscape whose colours and shapes follow from the task. Blocks. */
final class Painter {
  private static final int LAYERS = 5;
  private static final int LINES = 3;

  private final int width;
  private final int height;
  private final Random random;
  private final float hue;

  Painter(int width, int height, long seed) {
    this.width = width;
    this.height = height;
    this.random = new Random(seed);
    this.hue = random.nextFloat();
  }

  /** A finished PNG: the picture with a caption. */
  byte[] landscape(String caption, String signature) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = pen(image);
    sky(pen);
    sun(pen);
    for (int layer = 0; layer < LAYERS; layer++) {
      hills(pen, layer);
    }
    caption(pen, caption, signature);
    pen.dispose();
    return png(image);
  }

  /** A finished PNG with a transparent background: what is left when a background is removed. */
  byte[] cutOut() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = pen(image);
    double size = Math.min(width, height) * 0.7;
    double left = (width - size) / 2;
    double top = (height - size) / 2;
    pen.setPaint(
        new GradientPaint(
            (float) left,
            (float) top,
            colour(0, 0.6f, 1f),
            width,
            height,
            colour(0.2f, 0.8f, 0.6f)));
    pen.fill(new Ellipse2D.Double(left, top, size, size));
    pen.setColor(new Color(255, 255, 255, 180));
    pen.setStroke(new BasicStroke((float) size / 60));
    pen.draw(new Ellipse2D.Double(left + size / 8, top + size / 8, size * 0.75, size * 0.75));
    pen.dispose();
    return png(image);
  }

  private static Graphics2D pen(BufferedImage image) {
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    return pen;
  }

  private Color colour(float shift, float saturation, float brightness) {
    return Color.getHSBColor(hue + shift, saturation, brightness);
  }

  private void sky(Graphics2D pen) {
    pen.setPaint(
        new GradientPaint(
            0, 0, colour(0.55f, 0.65f, 0.45f), 0, height * 0.75f, colour(0.05f, 0.35f, 1f)));
    pen.fillRect(0, 0, width, height);
  }

  private void sun(Graphics2D pen) {
    double x = width * (0.2 + 0.6 * random.nextDouble());
    double y = height * (0.25 + 0.15 * random.nextDouble());
    for (int ring = 8; ring > 0; ring--) {
      double size = Math.min(width, height) * 0.05 * ring;
      pen.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, ring == 1 ? 1f : 0.09f));
      pen.setColor(colour(0.08f, 0.15f, 1f));
      pen.fill(new Ellipse2D.Double(x - size / 2, y - size / 2, size, size));
    }
    pen.setComposite(AlphaComposite.SrcOver);
  }

  private void hills(Graphics2D pen, int layer) {
    double base = height * (0.5 + 0.1 * layer);
    double swing = height * (0.10 - 0.012 * layer);
    double phase = random.nextDouble() * 6;
    double waves = 1.2 + random.nextDouble() * 1.6 + layer * 0.4;
    Path2D hill = new Path2D.Double();
    hill.moveTo(0, height);
    for (int x = 0; x <= width; x += 4) {
      double at = x / (double) width * Math.PI * 2;
      double y = base - swing * (Math.sin(at * waves + phase) + 0.4 * Math.sin(at * waves * 2.7));
      hill.lineTo(x, y);
    }
    hill.lineTo(width, height);
    hill.closePath();
    float dark = 0.75f - 0.13f * layer;
    pen.setPaint(
        new GradientPaint(
            0,
            (float) (base - swing),
            colour(0.5f, 0.35f + 0.08f * layer, dark),
            0,
            height,
            colour(0.6f, 0.6f, dark * 0.55f)));
    pen.fill(hill);
  }

  private void caption(Graphics2D pen, String caption, String signature) {
    int size = Math.max(14, Math.min(width, height) / 28);
    try {
      pen.setRenderingHint(
          RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
      pen.setColor(new Color(255, 255, 255, 235));
      pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
      int perLine = Math.max(8, (int) (width * 0.9 / (size * 0.6)));
      int y = height - size * (LINES + 2);
      for (String line : Wrapping.lines(caption, perLine, LINES)) {
        pen.drawString(line, (int) (width * 0.05), y);
        y += (int) (size * 1.3);
      }
      pen.setFont(new Font(Font.MONOSPACED, Font.PLAIN, Math.max(11, size * 2 / 3)));
      pen.drawString(signature, (int) (width * 0.05), height - size);
    } catch (RuntimeException | LinkageError | InternalError e) {
      // a machine without any fonts still gets its picture
      pen.fillRect((int) (width * 0.05), height - size * 3, width / 3, size / 4);
    }
  }

  private static byte[] png(BufferedImage image) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      boolean isWritten = ImageIO.write(image, "png", out);
      if (!isWritten) {
        throw new IllegalStateException("this Java cannot write PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}

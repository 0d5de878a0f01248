package trt.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** A picture to send. */
public final class TestPng {
  private TestPng() {}

  /** A black one of that size. */
  public static Buffer of(int width, int height) {
    try (ByteArrayOutputStream png = new ByteArrayOutputStream()) {
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      assertTrue(ImageIO.write(image, "png", png));
      return Buffer.buffer(png.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

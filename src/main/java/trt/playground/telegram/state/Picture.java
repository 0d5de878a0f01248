package trt.playground.telegram.state;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import trt.playground.telegram.wire.ApiError;

/** The format and size of a picture, from its first bytes; 0 × 0 for anything else. */
record Picture(Optional<String> mimeType, int width, int height) {
  private static final Picture NONE = new Picture(Optional.empty(), 0, 0);
  private static final int SIDES_LIMIT = 10_000;
  private static final int RATIO_LIMIT = 20;

  static Picture of(Buffer bytes) {
    if (bytes.length() > 30 && bytes.getString(0, 4).equals("RIFF")) {
      return bytes.getString(8, 12).equals("WEBP") ? webp(bytes) : NONE;
    }
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes.getBytes()))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return NONE;
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        return new Picture(Optional.of("image/" + format), reader.getWidth(0), reader.getHeight(0));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Broken pictures make the readers throw all kinds of things: it is no picture.
      return NONE;
    }
  }

  /**
   * Telegram's rules for photos.
   *
   * @throws ApiError 400 if it is no picture, too large or too narrow
   */
  void refuseUnlessPhoto() {
    if (mimeType.isEmpty()) {
      throw ApiError.badRequest("IMAGE_PROCESS_FAILED");
    }
    int longer = Math.max(width, height);
    int shorter = Math.max(1, Math.min(width, height));
    if (width + height > SIDES_LIMIT || longer / shorter > RATIO_LIMIT) {
      throw ApiError.badRequest("PHOTO_INVALID_DIMENSIONS");
    }
  }

  /** The three kinds of WebP keep their size in three places (RFC 9649, section 2). */
  private static Picture webp(Buffer bytes) {
    Optional<String> type = Optional.of("image/webp");
    return switch (bytes.getString(12, 16)) {
      case "VP8 " ->
          new Picture(
              type, bytes.getUnsignedShortLE(26) & 0x3fff, bytes.getUnsignedShortLE(28) & 0x3fff);
      case "VP8L" -> {
        long bits = bytes.getUnsignedIntLE(21);
        yield new Picture(type, (int) (bits & 0x3fff) + 1, (int) ((bits >> 14) & 0x3fff) + 1);
      }
      case "VP8X" -> new Picture(type, bytes.getMediumLE(24) + 1, bytes.getMediumLE(27) + 1);
      default -> NONE;
    };
  }
}

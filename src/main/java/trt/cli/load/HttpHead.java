package trt.cli.load;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The head of one HTTP message, read with as little work as possible: the generator shares its
 * processor with what it measures.
 *
 * @param length of the head with its empty line, bytes
 */
record HttpHead(String text, int length) {
  private static final int NONE = -1;

  /** The head of a message that begins the buffer; null while it is not complete. */
  static @org.jspecify.annotations.Nullable HttpHead of(Buffer buffer) {
    for (int i = 3; i < buffer.length(); i++) {
      if (buffer.getByte(i) == '\n' && buffer.getByte(i - 2) == '\n') {
        return new HttpHead(buffer.getString(0, i + 1, StandardCharsets.US_ASCII.name()), i + 1);
      }
    }
    return null;
  }

  /** Bytes of the body; 0 when nothing is said. */
  int bodyLength() {
    return Math.max(0, number("\r\ncontent-length:"));
  }

  /** Seconds of Retry-After; 0 when nothing is said. */
  int retryAfter() {
    return Math.max(0, number("\r\nretry-after:"));
  }

  /** Of a response. */
  int status() {
    return Integer.parseInt(text.substring(9, 12));
  }

  /** Last segment of a request's path. */
  String method() {
    int end = text.indexOf(' ', text.indexOf(' ') + 1);
    return text.substring(text.lastIndexOf('/', end) + 1, end);
  }

  private int number(String header) {
    int at = text.toLowerCase(Locale.ROOT).indexOf(header);
    if (at < 0) {
      return NONE;
    }
    int begin = at + header.length();
    return Integer.parseInt(text.substring(begin, text.indexOf('\r', begin)).strip());
  }
}

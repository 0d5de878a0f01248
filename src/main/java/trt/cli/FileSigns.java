package trt.cli;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import trt.domain.catalog.ResultType;

/** Tells files apart by their first bytes, whatever they are called. */
final class FileSigns {
  private static final int LEAST = 12;

  private FileSigns() {}

  /** Null when the file is none that a user could open. */
  static @Nullable ResultType type(Buffer content) {
    if (content.length() < LEAST) {
      return null;
    }
    String start = content.getString(0, LEAST, "ISO-8859-1");
    if (start.startsWith("\u0089PNG") || start.startsWith("\u00ff\u00d8\u00ff")) {
      return ResultType.IMAGE;
    }
    if (start.startsWith("RIFF")) {
      return start.endsWith("WAVE") ? ResultType.AUDIO : null;
    }
    if (start.startsWith("ID3") || isMpegFrame(content)) {
      return ResultType.AUDIO;
    }
    return start.startsWith("ftyp", 4) ? ResultType.VIDEO : null;
  }

  private static boolean isMpegFrame(Buffer content) {
    return content.getUnsignedByte(0) == 0xff && (content.getUnsignedByte(1) & 0xe0) == 0xe0;
  }
}

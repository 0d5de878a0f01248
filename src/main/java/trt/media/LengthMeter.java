package trt.media;

import java.time.Duration;
import java.util.Optional;

/**
 * Reads a file's true length from its bytes as they pass. Knows MP4 and MOV, Matroska and WebM,
 * AVI, MP3, AAC, Ogg, WAV and FLAC; holds a few hundred bytes whatever the size of the file, and
 * takes time in proportion to the bytes whatever they say. Of several lengths a file tells, the
 * longest counts. Not safe for use by several threads.
 */
public final class LengthMeter {
  private static final int MAGIC = 12;

  private final byte[] head = new byte[MAGIC];
  private int seen;
  private Optional<Steps> format = Optional.empty();

  /** The next bytes of the file, in order. Never fails. */
  public void pass(byte[] bytes) {
    int from = 0;
    while (seen < MAGIC && from < bytes.length) {
      head[seen++] = bytes[from++];
      if (seen == MAGIC) {
        format = format();
        format.ifPresent(steps -> steps.feed(head, 0));
      }
    }
    if (from < bytes.length) {
      int rest = from;
      format.ifPresent(steps -> steps.feed(bytes, rest));
    }
  }

  /** After the last byte; empty when the format is another one or does not say. Above zero. */
  public Optional<Duration> length() {
    return format.flatMap(Steps::length);
  }

  private Optional<Steps> format() {
    if (starts(4, "ftyp") || starts(4, "moov") || starts(4, "mdat") || starts(4, "wide")) {
      return Optional.of(new Mp4());
    }
    if (starts(0, "OggS")) {
      return Optional.of(new Ogg());
    }
    if (starts(0, "RIFF") && starts(8, "WAVE")) {
      return Optional.of(new Wav());
    }
    if (starts(0, "RIFF") && starts(8, "AVI ")) {
      return Optional.of(new Avi());
    }
    if (starts(0, "fLaC")) {
      return Optional.of(new Flac());
    }
    if (starts(0, "\u001aE\u00df\u00a3")) {
      return Optional.of(new Matroska());
    }
    boolean frames = (head[0] & 0xFF) == 0xFF && (head[1] & 0xE0) == 0xE0;
    return starts(0, "ID3") || frames ? Optional.of(new AudioFrames()) : Optional.empty();
  }

  private boolean starts(int at, String text) {
    for (int i = 0; i < text.length(); i++) {
      if ((head[at + i] & 0xFF) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}

package trt.playground.telegram.state;

import java.util.Locale;
import java.util.Map;
import trt.playground.telegram.wire.Upload;

/** The few media types a chat carries, and the endings of their file names. */
final class ContentTypes {
  private static final Map<String, String> BY_EXTENSION =
      Map.ofEntries(
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("png", "image/png"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("webm", "video/webm"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("wav", "audio/x-wav"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("oga", "audio/ogg"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("zip", "application/zip"),
          Map.entry("json", "application/json"),
          Map.entry("csv", "text/csv"),
          Map.entry("txt", "text/plain"));
  private static final String UNKNOWN = "application/octet-stream";

  private ContentTypes() {}

  /** The type the sender named, else the one of the file name, else the usual one of the kind. */
  static String of(Upload upload, FileKind kind) {
    String named = upload.contentType().replaceFirst(";.*", "").strip();
    if (!named.isEmpty() && !named.equals(UNKNOWN)) {
      return named;
    }
    return BY_EXTENSION.getOrDefault(ending(upload.fileName()), kind.mimeType());
  }

  static String extension(String mimeType, String fileName) {
    String ending = ending(fileName);
    if (!ending.isEmpty()) {
      return ending;
    }
    return BY_EXTENSION.entrySet().stream()
        .filter(e -> e.getValue().equals(mimeType))
        .map(Map.Entry::getKey)
        .sorted()
        .findFirst()
        .orElse("bin");
  }

  private static String ending(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String ending = dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    return ending.matches("[a-z0-9]{1,5}") ? ending : "";
  }
}

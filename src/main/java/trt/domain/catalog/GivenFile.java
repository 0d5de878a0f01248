package trt.domain.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file somebody sent to the bot. It stays at Telegram until KIE needs it; sessions and orders
 * keep {@link #reference()}, which carries what is known of the file.
 *
 * @param fileId how Telegram names it
 * @param name as the sender called it, may be empty
 */
public record GivenFile(String fileId, MediaFacts facts, String name) {
  private static final String SCHEME = "tg:";
  private static final int PARTS = 8;
  private static final int NAME_LENGTH = 80;

  private static final Map<String, String> ENDINGS =
      Map.of(
          "image/jpeg", "jpg",
          "video/quicktime", "mov",
          "video/x-matroska", "mkv",
          "video/x-msvideo", "avi",
          "audio/mpeg", "mp3",
          "audio/mp4", "m4a",
          "audio/x-wav", "wav");

  /** One line without spaces at its ends, read again by {@link #of}. */
  public String reference() {
    String safe = name.replaceAll("[;\\p{Cntrl}]", "_");
    return String.join(
        ";",
        SCHEME + fileId,
        facts.medium().name(),
        facts.mimeType(),
        Long.toString(facts.bytes()),
        Integer.toString(facts.width()),
        Integer.toString(facts.height()),
        Long.toString(facts.length().toMillis()),
        safe.substring(Math.max(0, safe.length() - NAME_LENGTH)));
  }

  /** Reads a value of an order; empty for anything but a reference. */
  public static Optional<GivenFile> of(Object value) {
    if (!(value instanceof String text) || !text.startsWith(SCHEME)) {
      return Optional.empty();
    }
    String[] parts = text.split(";", -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      MediaFacts facts =
          new MediaFacts(
              Medium.valueOf(parts[1]),
              parts[2],
              Long.parseLong(parts[3]),
              Integer.parseInt(parts[4]),
              Integer.parseInt(parts[5]),
              Duration.ofMillis(Long.parseLong(parts[6])));
      return Optional.of(new GivenFile(parts[0].substring(SCHEME.length()), facts, parts[7]));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** The files of one value: of a reference or of a list of them. */
  public static List<GivenFile> all(Object value) {
    List<?> values = value instanceof List<?> list ? list : List.of(value);
    return values.stream().flatMap(one -> of(one).stream()).toList();
  }

  /** A name whose ending tells the type. */
  public String uploadName() {
    String type = facts.mimeType();
    String ending = ENDINGS.getOrDefault(type, type.substring(type.indexOf('/') + 1));
    return "file." + ending;
  }
}

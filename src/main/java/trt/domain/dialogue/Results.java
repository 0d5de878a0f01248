package trt.domain.dialogue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.GivenFile;
import trt.domain.catalog.MediaFacts;
import trt.domain.catalog.Medium;
import trt.domain.catalog.Model;
import trt.domain.catalog.ResultType;

/** An earlier result as an input of the next job. */
final class Results {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("gif", "image/gif"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("webm", "video/webm"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("wav", "audio/wav"),
          Map.entry("ogg", "audio/ogg"));

  private Results() {}

  /** The words of an order, whatever its model calls them. */
  static String prompt(Map<String, Object> inputs) {
    return String.valueOf(inputs.getOrDefault("prompt", inputs.getOrDefault("text", "")));
  }

  /** The uncompressed file where Telegram has it, else what the chat shows. */
  static GivenFile given(Optional<Model> maker, PastView.Item item, PastView.Made file) {
    ResultType made = maker.map(Model::result).orElse(ResultType.IMAGE);
    Medium medium =
        switch (made) {
          case VIDEO -> Medium.VIDEO;
          case AUDIO -> Medium.AUDIO;
          case IMAGE, TEXT -> Medium.IMAGE;
        };
    boolean original = !file.original().isEmpty();
    String type =
        // Telegram turns whatever it shows as a photo into JPEG.
        !original && file.shown().equals("photo")
            ? "image/jpeg"
            : TYPES.getOrDefault(file.ending(), usual(medium));
    Duration length =
        medium == Medium.IMAGE || !file.length().isZero()
            ? file.length()
            : ordered(maker, item.inputs());
    return new GivenFile(
        original ? file.original() : file.fileId(),
        new MediaFacts(medium, type, 0, 0, 0, length),
        "");
  }

  private static String usual(Medium medium) {
    return switch (medium) {
      case IMAGE -> "image/png";
      case VIDEO -> "video/mp4";
      case AUDIO -> "audio/mpeg";
    };
  }

  /** A clip is as long as it was ordered. */
  private static Duration ordered(Optional<Model> maker, Map<String, Object> inputs) {
    Map<String, Object> all = maker.map(model -> model.complete(inputs)).orElse(inputs);
    String seconds = String.valueOf(all.getOrDefault("duration", "0"));
    return seconds.matches("\\d{1,4}(\\.\\d{1,3})?")
        ? Duration.ofMillis(new BigDecimal(seconds).movePointRight(3).longValue())
        : Duration.ZERO;
  }
}

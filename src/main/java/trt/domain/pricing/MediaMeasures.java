package trt.domain.pricing;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.MediaFacts;

/**
 * What was measured of the files given, per field, and what the earlier job was made with.
 *
 * @param files per field name; lengths are the sender's word, which is checked against the file
 *     itself before it is used
 * @param earlier the inputs of the job that is being continued; empty when there is none
 */
public record MediaMeasures(Map<String, List<MediaFacts>> files, Map<String, Object> earlier) {
  /** Nothing was measured. */
  public static final MediaMeasures NONE = new MediaMeasures(Map.of(), Map.of());

  public MediaMeasures {
    files = Map.copyOf(files);
    earlier = Map.copyOf(earlier);
  }

  /**
   * All files of one field together, each rounded up to a whole second; empty if any is unknown.
   */
  Optional<BigDecimal> seconds(String field) {
    List<MediaFacts> of = files.getOrDefault(field, List.of());
    if (of.isEmpty() || of.stream().anyMatch(f -> f.length().isZero())) {
      return Optional.empty();
    }
    long sum = of.stream().map(MediaFacts::length).mapToLong(MediaMeasures::roundedUp).sum();
    return Optional.of(BigDecimal.valueOf(sum));
  }

  /** The first file's size in pixels, width and height; empty if unknown. */
  Optional<MediaFacts> picture(String field) {
    return files.getOrDefault(field, List.of()).stream()
        .filter(f -> f.width() > 0 && f.height() > 0)
        .findFirst();
  }

  private static long roundedUp(Duration length) {
    return length.plusNanos(999_999_999).toSeconds();
  }
}

package trt.generation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import trt.domain.catalog.GivenFile;
import trt.domain.catalog.Medium;
import trt.domain.job.FailReason;
import trt.domain.job.Leeway;

/**
 * What keeps a job from ever being submitted.
 *
 * @param details what the text of this reason speaks of besides the job
 */
record Flaw(FailReason reason, Map<String, Object> details) {
  Flaw(FailReason reason) {
    this(reason, Map.of());
  }

  /**
   * A file that is not as long as its sender said.
   *
   * @param measured empty = the file does not tell
   * @param priced whether the price was worked out from its length
   */
  static Optional<Flaw> ofLength(
      Leeway leeway, GivenFile file, Optional<Duration> measured, boolean priced) {
    Duration said = file.facts().length();
    return file.facts().medium() == Medium.IMAGE
        ? Optional.empty()
        : leeway
            .objection(said, measured, priced)
            .map(reason -> new Flaw(reason, lengths(said, measured.orElse(said))));
  }

  private static Map<String, Object> lengths(Duration said, Duration measured) {
    return Map.of(
        "said", said.toSeconds(), "measured", measured.plusNanos(999_999_999).toSeconds());
  }
}

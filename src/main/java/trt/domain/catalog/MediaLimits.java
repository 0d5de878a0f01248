package trt.domain.catalog;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Which files an input takes.
 *
 * @param mimeTypes accepted types; empty = any of the medium
 * @param maxMegabytes largest file, 1 MB = 1,048,576 bytes
 * @param maxLength longest clip, for video and audio
 */
public record MediaLimits(
    Medium medium, Set<String> mimeTypes, int maxMegabytes, Optional<Duration> maxLength) {
  public MediaLimits {
    mimeTypes = Set.copyOf(mimeTypes);
  }

  /** The largest file in bytes. */
  public long maxBytes() {
    return maxMegabytes * 1_048_576L;
  }
}

package trt.domain.catalog;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The bounds of one input as KIE publishes them. Absent = KIE names none.
 *
 * @param value bounds of a number
 * @param length bounds of a text in characters (code points)
 * @param items bounds of a list
 * @param media which files, for {@link FieldType#isMedia()} fields
 * @param members the parts of one entry of a {@link FieldType#RECORD_LIST}
 */
public record Limits(
    Range value, Range length, Range items, Optional<MediaLimits> media, List<Field> members) {
  /** No bounds at all. */
  public static final Limits NONE =
      new Limits(Range.ANY, Range.ANY, Range.ANY, Optional.empty(), List.of());

  public Limits {
    members = List.copyOf(members);
  }

  /**
   * An inclusive range.
   *
   * @param step the value must be a multiple of it
   */
  public record Range(
      Optional<BigDecimal> min, Optional<BigDecimal> max, Optional<BigDecimal> step) {
    /** Everything. */
    public static final Range ANY = new Range(Optional.empty(), Optional.empty(), Optional.empty());

    /** Whether the value is smaller than allowed. */
    public boolean isBelow(BigDecimal value) {
      return min.isPresent() && value.compareTo(min.get()) < 0;
    }

    /** Whether the value is larger than allowed. */
    public boolean isAbove(BigDecimal value) {
      return max.isPresent() && value.compareTo(max.get()) > 0;
    }

    /** Whether the value falls between two steps. */
    public boolean isOffStep(BigDecimal value) {
      return step.isPresent() && value.remainder(step.get()).signum() != 0;
    }
  }
}

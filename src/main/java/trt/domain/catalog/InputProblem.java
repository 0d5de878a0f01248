package trt.domain.catalog;

/**
 * One reason why inputs cannot be sent. Rendered into the user's words elsewhere.
 *
 * @param field KIE's name; for {@link Violation#NEEDS_ONE_OF} and {@link Violation#NOT_TOGETHER}
 *     all names of the group, joined by commas
 * @param limit what is allowed, in the unit of the violation; empty when there is nothing to say
 * @param actual what was given
 */
public record InputProblem(String field, Violation violation, String limit, String actual) {
  /** What is wrong, and in which unit limit and actual are given. */
  public enum Violation {
    MISSING,
    WRONG_TYPE,
    NOT_AN_OPTION,
    TOO_SMALL,
    TOO_LARGE,
    OFF_STEP,
    /** Characters. */
    TEXT_TOO_SHORT,
    /** Characters. */
    TEXT_TOO_LONG,
    TOO_FEW,
    TOO_MANY,
    /** Limit and actual are MIME types. */
    WRONG_MEDIA,
    /** Megabytes. */
    FILE_TOO_BIG,
    /** Seconds. */
    CLIP_TOO_LONG,
    NEEDS_ONE_OF,
    NOT_TOGETHER,
    /** The model has no such input. */
    UNKNOWN
  }
}

package trt.domain.catalog;

/**
 * How a model is presented.
 *
 * @param summary one line: what it makes and what it is good at
 * @param family the brand it belongs to, such as {@code Kling}
 */
public record Offer(Words title, Words summary, String family, Standing standing) {
  /** Whether a model may be offered at all, prices apart. */
  public enum Standing {
    /** Documented and alive. */
    OFFERED,
    /** Gone from KIE's documentation: known, but offered only if the operator says so. */
    RETIRED
  }
}

package trt.ops;

/**
 * What one probe found.
 *
 * @param message a phrase of ours, never a text from outside: it is shown to anybody who asks
 */
public record Finding(ComponentStatus status, String message) {
  /** It works. */
  public static Finding ok(String message) {
    return new Finding(ComponentStatus.OK, message);
  }

  /** It works worse than it should. */
  public static Finding degraded(String message) {
    return new Finding(ComponentStatus.DEGRADED, message);
  }

  /** It does not work. */
  public static Finding down(String message) {
    return new Finding(ComponentStatus.DOWN, message);
  }
}

package trt.kie;

/**
 * The request never left: DNS, connect or TLS failed, or no connection was free in time, or the
 * sender stepped back.
 */
final class NotSent extends RuntimeException {
  NotSent(String why) {
    super(why, null, false, false);
  }

  NotSent(Throwable cause) {
    super(cause.getClass().getSimpleName() + ": " + cause.getMessage(), null, false, false);
  }
}

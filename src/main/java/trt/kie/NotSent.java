package trt.kie;

/** The request never left: DNS, connect or TLS failed, or no connection was free in time. */
final class NotSent extends RuntimeException {
  NotSent(Throwable cause) {
    super(cause.getClass().getSimpleName() + ": " + cause.getMessage(), null, false, false);
  }
}

package trt.supervision;

/** Hears of restarts, to count them. Called on the supervisor's event loop; must not block. */
@FunctionalInterface
public interface SupervisionListener {
  /** For those who do not count. */
  SupervisionListener NONE = (unit, cause) -> {};

  /** A unit died, fell silent or failed to come back, and is about to be started anew. */
  void restarted(String unit, Throwable cause);
}

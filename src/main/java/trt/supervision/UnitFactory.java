package trt.supervision;

import io.vertx.core.Deployable;

/** Makes one verticle instance of a unit. */
@FunctionalInterface
public interface UnitFactory {
  /**
   * A new instance. Its start may wait for a dependency that is away, up to {@link
   * SupervisionPolicy#startTimeout}; its stop must come to an end within {@link
   * SupervisionPolicy#stopTimeout}.
   *
   * @param pulse to be beaten at least once in {@link SupervisionPolicy#silence}. What nobody
   *     catches on the instance's event loop reaches {@link Pulse#die} by itself.
   */
  Deployable create(Placement placement, Pulse pulse);
}

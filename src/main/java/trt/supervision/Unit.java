package trt.supervision;

/**
 * A supervised set of equal verticle instances.
 *
 * @param name unique; also the label of its metrics
 * @param instances how many at first, from 1; {@link Supervisor#resize} changes it
 * @param factory makes one instance; called anew for every instance of every restart
 */
public record Unit(String name, int instances, UnitFactory factory) {
  /** Refuses an empty name and fewer than one instance. */
  public Unit {
    if (name.isBlank() || instances < 1) {
      throw new IllegalArgumentException(
          "a unit needs a name and at least 1 instance, was '" + name + "' × " + instances);
    }
  }
}

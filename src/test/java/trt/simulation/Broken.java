package trt.simulation;

/** Something that must never be is. */
final class Broken extends AssertionError {
  private static final long serialVersionUID = 1;

  Broken(String what) {
    super(what);
  }

  Broken(String what, long seed, String story, Throwable cause) {
    super(
        "%s%nseed %d; again with -Dsimulation.seed=%d -Dsimulation.runs=1%n%s"
            .formatted(what, seed, seed, story),
        cause);
  }

  static void unless(boolean holds, String what) {
    if (!holds) {
      throw new Broken(what);
    }
  }
}

package trt.faults;

import java.time.Duration;

/**
 * Nothing can be written any more; PostgreSQL may even stop by itself, and is started again when
 * there is room.
 */
final class FullDisk {
  private static final Duration WHILE = Duration.ofSeconds(6);

  private FullDisk() {}

  static void happens(Run run) {
    Matrix.people(run);
    run.goOnFor(Duration.ofSeconds(1));
    long before = run.rig().balancer().turnedAway();
    run.rig().disk().fill();
    run.goOnFor(WHILE);
    if (run.rig().balancer().turnedAway() == before) {
      run.complain("the full disk was not noticed");
    }
    run.rig().disk().free();
    if (!run.rig().database().isAlive()) {
      run.rig().databaseIsBack();
    }
    run.lifted();
  }
}

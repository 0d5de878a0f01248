package trt.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets people of a world say things at a fixed rate without waiting for answers. */
final class Chatter implements AutoCloseable {
  private static final long BEAT_NANOS = Duration.ofMillis(100).toNanos();

  private final World world;
  private final int rate;
  private final Thread thread = new Thread(this::talk, "chatter");
  private volatile boolean goesOn = true;

  /**
   * @param rate messages a second
   */
  Chatter(World world, int rate) {
    this.world = world;
    this.rate = rate;
    thread.start();
  }

  private void talk() {
    long begun = System.nanoTime();
    long said = 0;
    while (goesOn) {
      long due = (System.nanoTime() - begun) / 1_000_000 * rate / 1_000;
      world.chatter((int) (due - said));
      said = due;
      LockSupport.parkNanos(BEAT_NANOS);
    }
  }

  /** Everything that was begun has been said. */
  @Override
  public void close() {
    goesOn = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

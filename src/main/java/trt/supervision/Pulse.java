package trt.supervision;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Proof of life of one verticle instance: written on its event loop, read on the supervisor's. */
public final class Pulse {
  private final LongSupplier nanoTime;
  private volatile long lastBeat;
  private volatile @Nullable Throwable death;

  /** A pulse that has just beaten. */
  public Pulse(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastBeat = nanoTime.getAsLong();
  }

  /** "I am alive": after each round, or on a timer for units that only react. */
  public void beat() {
    lastBeat = nanoTime.getAsLong();
  }

  /** "I cannot go on": the supervisor restarts the unit. An outage is no reason to die. */
  public void die(Throwable cause) {
    if (death == null) {
      death = cause;
    }
  }

  /** Nanoseconds since the last beat. */
  long silentForNanos() {
    return nanoTime.getAsLong() - lastBeat;
  }

  /** Why it died; null while it lives. */
  @Nullable Throwable death() {
    return death;
  }
}

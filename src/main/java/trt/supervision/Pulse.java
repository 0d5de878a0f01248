package trt.supervision;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Proof of life of one verticle instance: written on its event loop, read on the supervisor's. */
public final class Pulse {
  private final LongSupplier nanoTime;
  private final Runnable deathNotice;
  private final AtomicReference<@Nullable Throwable> death = new AtomicReference<>();
  private volatile long lastBeat;

  /** A pulse that has just beaten and that nobody listens to. */
  public Pulse(LongSupplier nanoTime) {
    this(nanoTime, () -> {});
  }

  /** A pulse whose death is announced once. */
  Pulse(LongSupplier nanoTime, Runnable deathNotice) {
    this.nanoTime = nanoTime;
    this.deathNotice = deathNotice;
    this.lastBeat = nanoTime.getAsLong();
  }

  /** "I am alive": after each round, or on a timer for units that only react. */
  public void beat() {
    lastBeat = nanoTime.getAsLong();
  }

  /**
   * "I cannot go on": the supervisor restarts the unit. An outage is no reason to die. Only the
   * first cause counts.
   */
  public void die(Throwable cause) {
    if (death.compareAndSet(null, cause)) {
      deathNotice.run();
    }
  }

  /** Nanoseconds since the last beat. */
  long silentForNanos() {
    return nanoTime.getAsLong() - lastBeat;
  }

  /** Why it died; null while it lives. */
  @Nullable Throwable death() {
    return death.get();
  }
}

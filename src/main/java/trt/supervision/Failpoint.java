package trt.supervision;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A place where a test may kill the process, as a power cut would: {@code
 * -Dtrt.failpoint=<name>:<n>} halts at the n-th hit. Without the property a hit costs one look at a
 * final field.
 */
public final class Failpoint {
  /** What a process killed by a signal returns, so that the two look alike. */
  public static final int EXIT = 137;

  private static final @Nullable Failpoint ARMED = armed(System.getProperty("trt.failpoint"));

  private final String name;
  private final AtomicInteger left;

  private Failpoint(String name, int hits) {
    this.name = name;
    this.left = new AtomicInteger(hits);
  }

  /** Halts the JVM if this is the place and the time; no hook runs, nothing is flushed. */
  public static void hit(String name) {
    if (ARMED != null && ARMED.name.equals(name) && ARMED.left.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(EXIT);
    }
  }

  private static @Nullable Failpoint armed(@Nullable String setting) {
    if (setting == null) {
      return null;
    }
    int colon = setting.lastIndexOf(':');
    return colon < 0
        ? new Failpoint(setting, 1)
        : new Failpoint(
            setting.substring(0, colon), Integer.parseInt(setting.substring(colon + 1)));
  }
}

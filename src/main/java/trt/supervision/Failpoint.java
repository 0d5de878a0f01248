package trt.supervision;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A place where a test may kill the process, as a power cut would: {@code
 * -Dtrt.failpoint=<name>:<n>} halts at the n-th hit. Without the property a hit costs one look at a
 * field.
 */
public final class Failpoint {
  /** What a process killed by a signal returns, so that the two look alike. */
  public static final int EXIT = 137;

  private static @Nullable Consumer<String> armed =
      ofProperty(System.getProperty("trt.failpoint", ""));

  private Failpoint() {}

  /** Says that the process is at this place. Returns, unless this is the place and the time. */
  public static void hit(String name) {
    Consumer<String> trap = armed;
    if (trap != null) {
      trap.accept(name);
    }
  }

  /**
   * Lets a test decide at every hit instead of once at the start. Call before any thread that hits
   * is started.
   */
  public static void arm(Consumer<String> everyHit) {
    armed = everyHit;
  }

  private static @Nullable Consumer<String> ofProperty(String setting) {
    if (setting.isEmpty()) {
      return null;
    }
    int colon = setting.lastIndexOf(':');
    String place = colon < 0 ? setting : setting.substring(0, colon);
    AtomicInteger left =
        new AtomicInteger(colon < 0 ? 1 : Integer.parseInt(setting.substring(colon + 1)));
    return name -> {
      if (name.equals(place) && left.decrementAndGet() == 0) {
        halt();
      }
    };
  }

  /** Ends the JVM; no hook runs, nothing is flushed. */
  public static void halt() {
    Runtime.getRuntime().halt(EXIT);
  }
}

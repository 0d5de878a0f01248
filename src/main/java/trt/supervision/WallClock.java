package trt.supervision;

import java.time.Clock;
import java.time.Duration;

/**
 * The clock people read. Machines' clocks are wrong at times; {@code -Dtrt.clockOffset=PT1H} makes
 * this process's wrong by that much, so that fault tests can show what hangs on it: texts and logs,
 * never money, order or ownership, which follow the database's.
 */
public final class WallClock {
  private static final String OFFSET = "trt.clockOffset";

  private WallClock() {}

  /** The machine's, moved as asked for. */
  public static Clock here() {
    return Clock.offset(
        Clock.systemUTC(), Duration.parse(System.getProperty(OFFSET, Duration.ZERO.toString())));
  }
}

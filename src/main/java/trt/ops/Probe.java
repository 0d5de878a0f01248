package trt.ops;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * One thing to look at again and again.
 *
 * @param vital whether the bot as a whole is down without it
 * @param every pause between looks
 * @param check one look; a failed future, like a look over {@link HealthBoard#LIMIT}, means down
 */
public record Probe(
    String component, boolean vital, Duration every, Supplier<Future<Finding>> check) {
  /** Pause between looks that cost next to nothing. */
  public static final Duration OFTEN = Duration.ofSeconds(2);

  /** Pause between looks that another company answers. */
  public static final Duration SELDOM = Duration.ofSeconds(30);
}

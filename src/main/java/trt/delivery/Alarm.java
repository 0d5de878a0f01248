package trt.delivery;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** One timer for everything that waits in an instance: the earliest moment somebody asked for. */
final class Alarm {
  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private final Supplier<Vertx> vertx;
  private final Runnable ring;
  private OptionalLong timer = OptionalLong.empty();
  private long at;

  /**
   * @param vertx known once the verticle is deployed
   */
  Alarm(Supplier<Vertx> vertx, Runnable ring) {
    this.vertx = vertx;
    this.ring = ring;
  }

  /** Rings then, unless it rings earlier anyway. */
  void by(long due, long now) {
    if (timer.isPresent() && at - due <= 0) {
      return;
    }
    cancel();
    at = due;
    long millis = Math.max(1, (due - now + MILLI - 1) / MILLI);
    timer =
        OptionalLong.of(
            vertx
                .get()
                .setTimer(
                    millis,
                    id -> {
                      timer = OptionalLong.empty();
                      ring.run();
                    }));
  }

  void cancel() {
    timer.ifPresent(id -> vertx.get().cancelTimer(id));
    timer = OptionalLong.empty();
  }
}

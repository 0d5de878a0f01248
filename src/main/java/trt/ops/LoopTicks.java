package trt.ops;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Notices an event loop that is blocked: a tick runs on each, and the oldest tick tells. */
public final class LoopTicks {
  /** Age of a tick from which a loop counts as blocked and the process should be restarted. */
  public static final Duration BLOCKED = Duration.ofSeconds(5);

  private static final Duration LATE = Duration.ofSeconds(1);

  private final Queue<AtomicLong> ticks = new ConcurrentLinkedQueue<>();
  private final LongSupplier nanoTime;

  /** Watches nothing before {@link #start}. */
  public LoopTicks(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Puts a tick on every event loop; instances go to the loops in turn. */
  public Future<Void> start(Vertx vertx) {
    DeploymentOptions everywhere =
        new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE);
    return vertx.deployVerticle(this::tick, everywhere).mapEmpty();
  }

  /** Age of the oldest tick: about the longest time an event loop has been busy with one thing. */
  public Duration lag() {
    long now = nanoTime.getAsLong();
    return Duration.ofNanos(ticks.stream().mapToLong(tick -> now - tick.get()).max().orElse(0));
  }

  /** Whether a loop stands still. */
  public boolean blocked() {
    return lag().compareTo(BLOCKED) > 0;
  }

  Finding finding() {
    Duration lag = lag();
    if (lag.compareTo(BLOCKED) > 0) {
      return Finding.down("blocked");
    }
    return lag.compareTo(LATE) > 0 ? Finding.degraded("slow") : Finding.ok("runs");
  }

  private LoopTickVerticle tick() {
    AtomicLong tick = new AtomicLong(nanoTime.getAsLong());
    ticks.add(tick);
    return new LoopTickVerticle(() -> tick.set(nanoTime.getAsLong()));
  }
}

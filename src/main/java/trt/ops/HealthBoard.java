package trt.ops;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.healthchecks.HealthChecks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Runs the probes in the background, so that asking for the health costs no outside call. */
public final class HealthBoard {
  /** Longest look of one probe. */
  public static final Duration LIMIT = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Clock clock;
  private final Supplier<List<UnitLine>> units;
  private final List<WatchedProbe> watched;
  private final Map<String, Long> timers = new ConcurrentHashMap<>();
  private volatile boolean running;

  /**
   * A board that has not looked yet: everything is degraded, "not checked yet".
   *
   * @param probes with different component names
   */
  public HealthBoard(Vertx vertx, List<Probe> probes, Supplier<List<UnitLine>> units, Clock clock) {
    this.vertx = vertx;
    this.clock = clock;
    this.units = units;
    HealthChecks checks = HealthChecks.create(vertx);
    this.watched = probes.stream().map(one -> new WatchedProbe(one, checks, clock)).toList();
  }

  /** Begins to look. */
  public void start() {
    running = true;
    watched.forEach(this::loop);
  }

  /** Stops looking; the last view stays. */
  public void stop() {
    running = false;
    timers.values().forEach(vertx::cancelTimer);
  }

  /** Looks at everything once. Never fails. */
  public Future<Void> round() {
    return Future.join(watched.stream().map(WatchedProbe::look).toList()).mapEmpty();
  }

  /** What is known now, without asking anybody outside. */
  public HealthView view() {
    return new HealthView(
        clock.instant(), watched.stream().map(WatchedProbe::report).toList(), units.get());
  }

  private void loop(WatchedProbe one) {
    one.look()
        .onComplete(
            looked -> {
              if (running) {
                long next = vertx.setTimer(one.probe().every().toMillis(), due -> loop(one));
                timers.put(one.probe().component(), next);
              }
            });
  }
}

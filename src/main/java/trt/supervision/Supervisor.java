package trt.supervision;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the units in order, restarts the ones that die or fall silent, stops them in reverse. Not
 * a verticle: units must not become its children, or Vert.x would stop them all at once. Its
 * methods may be called from any thread; its futures complete on its own event loop.
 */
public final class Supervisor {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final int LOOKS_PER_SILENCE = 4;

  private final Surroundings around;
  private final Map<String, SupervisedUnit> units = new LinkedHashMap<>();
  private final Consumer<Throwable> giveUp;
  private volatile boolean ready;
  private boolean begun;
  private boolean gaveUp;
  private @Nullable Future<Void> stopping;
  private @Nullable Long watch;

  /** A supervisor on the machine's clocks that reports restarts to nobody. */
  public Supervisor(
      Vertx vertx, SupervisionPolicy policy, List<Unit> units, Consumer<Throwable> giveUp) {
    this(vertx, policy, units, giveUp, SupervisionListener.NONE, SupervisionClock.system());
  }

  /**
   * Nothing runs before {@link #start}.
   *
   * @param units in the order in which they start
   * @param giveUp told once, on the supervisor's event loop, when a unit has used up its restarts:
   *     the process should stop the rest and exit 1
   * @throws IllegalArgumentException when two units have one name
   */
  public Supervisor(
      Vertx vertx,
      SupervisionPolicy policy,
      List<Unit> units,
      Consumer<Throwable> giveUp,
      SupervisionListener listener,
      SupervisionClock clock) {
    Context context = vertx.getOrCreateContext();
    if (context.deploymentID() != null) {
      throw new IllegalStateException("a supervisor must not be made inside a verticle");
    }
    this.giveUp = giveUp;
    this.around = new Surroundings(vertx, context, policy, clock, listener, this::hopeless);
    for (Unit unit : units) {
      if (this.units.put(unit.name(), new SupervisedUnit(unit, around)) != null) {
        throw new IllegalArgumentException("two units are named " + unit.name());
      }
    }
  }

  /**
   * Starts the units one after the other. When one fails or takes too long, the started ones are
   * stopped in reverse and the future fails with a {@link UnitFailure}. May be called once.
   */
  public Future<Void> start() {
    return onContext(this::startAll);
  }

  /**
   * Stops the units in reverse, each bounded; {@link #ready} falls before anything stops. Never
   * fails; repeated calls are one. A start under way is cut short.
   */
  public Future<Void> stop() {
    ready = false;
    return onContext(this::stopAll);
  }

  /**
   * Redeploys one unit in another size while the others run; no restart is counted. While the unit
   * is starting or waiting for a restart, the size takes effect with that. Completes when the unit
   * runs in this size, or in one asked for later; fails for an unknown unit, a size under 1, and
   * when the unit is stopped or given up before.
   */
  public Future<Void> resize(String unit, int instances) {
    SupervisedUnit found = units.get(unit);
    if (found == null || instances < 1) {
      return Future.failedFuture(
          new IllegalArgumentException(
              "cannot resize unit '%s' to %d: known are %s, from 1 instance"
                  .formatted(unit, instances, units.keySet())));
    }
    return onContext(() -> found.resize(instances));
  }

  /** Whether every unit has started and neither stop nor giving up has begun. */
  public boolean ready() {
    return ready;
  }

  /** Every unit by name, in start order; a snapshot. */
  public Map<String, UnitReport> report() {
    Map<String, UnitReport> reports = new LinkedHashMap<>();
    units.forEach((name, unit) -> reports.put(name, unit.report()));
    return Collections.unmodifiableMap(reports);
  }

  private Future<Void> startAll() {
    if (begun || stopping != null) {
      return Future.failedFuture(new IllegalStateException("a supervisor starts once"));
    }
    begun = true;
    long period = Math.max(1, around.policy().silence().toMillis() / LOOKS_PER_SILENCE);
    watch = around.vertx().setPeriodic(period, tick -> inspect());
    Future<Void> chain = Future.succeededFuture();
    for (SupervisedUnit unit : units.values()) {
      chain = chain.compose(started -> unit.start());
    }
    return chain
        .onSuccess(started -> ready = stopping == null && !gaveUp)
        .recover(cause -> stopAll().compose(stopped -> Future.failedFuture(cause)));
  }

  private Future<Void> stopAll() {
    ready = false;
    if (stopping == null) {
      Promise<Void> stopped = Promise.promise();
      stopping = stopped.future();
      if (watch != null) {
        around.vertx().cancelTimer(watch);
      }
      units.values().forEach(unit -> unit.end("was stopped"));
      List<SupervisedUnit> reverse = new ArrayList<>(units.values());
      Collections.reverse(reverse);
      Future<Void> chain = Future.succeededFuture();
      for (SupervisedUnit unit : reverse) {
        chain = chain.compose(gone -> unit.stop());
      }
      chain.onComplete(stopped);
    }
    return stopping;
  }

  private void inspect() {
    units.values().forEach(SupervisedUnit::inspect);
  }

  private void hopeless(Throwable cause) {
    ready = false;
    if (!gaveUp && stopping == null) {
      gaveUp = true;
      giveUp.accept(cause);
    }
  }

  private <T> Future<T> onContext(Supplier<Future<T>> work) {
    Promise<T> done = Promise.promise();
    around
        .context()
        .runOnContext(
            turn -> {
              try {
                work.get().onComplete(done);
              } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("The supervisor failed; its caller is told");
                done.fail(e);
              }
            });
    return done.future();
  }
}

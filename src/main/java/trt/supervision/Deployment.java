package trt.supervision;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The instances of a unit, from the attempt to start them until they are gone. */
final class Deployment {
  private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);

  private final Vertx vertx;
  private final Unit unit;
  private final int instances;
  private final List<Pulse> pulses;
  private final Future<String> landing;
  private @Nullable Future<Void> leaving;

  private Deployment(
      Vertx vertx, Unit unit, int instances, List<Pulse> pulses, Future<String> landing) {
    this.vertx = vertx;
    this.unit = unit;
    this.instances = instances;
    this.pulses = pulses;
    this.landing = landing;
  }

  /** Begins to start the instances. To be called on the supervisor's event loop. */
  static Deployment begin(Vertx vertx, Unit unit, int instances, Supplier<Pulse> newPulse) {
    List<Pulse> pulses = new CopyOnWriteArrayList<>();
    return new Deployment(
        vertx, unit, instances, pulses, land(vertx, unit, instances, pulses, newPulse));
  }

  private static Future<String> land(
      Vertx vertx, Unit unit, int instances, List<Pulse> pulses, Supplier<Pulse> newPulse) {
    try {
      return vertx.deployVerticle(
          () -> {
            Pulse pulse = newPulse.get();
            pulses.add(pulse);
            Placement placement = new Placement(pulses.size() - 1, instances);
            return new WatchedInstance(unit.factory().create(placement, pulse), pulse);
          },
          new DeploymentOptions().setInstances(instances));
    } catch (RuntimeException e) { // the factory is the unit's code
      return Future.failedFuture(e);
    }
  }

  int instances() {
    return instances;
  }

  /**
   * Completes when every instance is up; fails when one fails, dies on the way, or takes longer.
   */
  Future<Void> started(Duration limit) {
    return landing
        .timeout(limit.toMillis(), MILLISECONDS)
        .compose(
            id -> {
              pulses.forEach(Pulse::beat); // a long start is not silence
              Throwable death = death();
              return death == null ? Future.succeededFuture() : Future.<Void>failedFuture(death);
            })
        .recover(cause -> Future.failedFuture(notStarted(limit, cause)));
  }

  /**
   * Undeploys the instances as soon as they have landed, also if that is later than the limit.
   * Never fails; completes after the limit at the latest. Repeated calls are one.
   */
  Future<Void> retire(Duration limit) {
    if (leaving == null) {
      Future<Void> gone =
          landing.transform(
              landed ->
                  landed.succeeded() ? vertx.undeploy(landed.result()) : Future.succeededFuture());
      leaving =
          gone.timeout(limit.toMillis(), MILLISECONDS).recover(cause -> leftBehind(limit, cause));
    }
    return leaving;
  }

  /** Why the unit must be restarted; null while all instances are well. */
  @Nullable Throwable failure(Duration silence) {
    Throwable death = death();
    if (death != null) {
      return death;
    }
    boolean silent = pulses.stream().anyMatch(p -> p.silentForNanos() > silence.toNanos());
    return silent ? new UnitFailure(unit.name(), "was silent for over " + silence, null) : null;
  }

  private @Nullable Throwable death() {
    for (Pulse pulse : pulses) {
      if (pulse.death() != null) {
        return pulse.death();
      }
    }
    return null;
  }

  private UnitFailure notStarted(Duration limit, Throwable cause) {
    return cause instanceof TimeoutException && !landing.isComplete()
        ? new UnitFailure(unit.name(), "did not start within " + limit, null)
        : new UnitFailure(unit.name(), "failed to start: " + cause, cause);
  }

  private Future<Void> leftBehind(Duration limit, Throwable cause) {
    LOG.atWarn()
        .addKeyValue("unit", unit.name())
        .addKeyValue("limit", limit)
        .addKeyValue("cause", cause.toString())
        .log(
            "A unit did not stop as it should and is left behind; the database keeps its work single");
    return Future.succeededFuture();
  }
}

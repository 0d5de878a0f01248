package trt.supervision;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of one unit. At most one start, restart or resize is under way at a time; the wanted
 * size may change meanwhile and is caught up with before the unit counts as running. Everything but
 * {@link #report} happens on the supervisor's event loop.
 */
final class SupervisedUnit {
  private static final Logger LOG = LoggerFactory.getLogger(SupervisedUnit.class);

  private final Unit unit;
  private final Surroundings around;
  private final RestartBudget budget;
  private final List<Promise<Void>> resizes = new ArrayList<>();
  private int wanted;
  private boolean begun;
  private boolean over;
  private @Nullable Deployment deployment;
  private @Nullable Long pause;
  private volatile UnitReport report;

  SupervisedUnit(Unit unit, Surroundings around) {
    this.unit = unit;
    this.around = around;
    this.budget = new RestartBudget(around.policy(), around.clock().nanoTime());
    this.wanted = unit.instances();
    this.report = new UnitReport(unit.name(), UnitState.STOPPED, 0, 0, now(), "");
  }

  UnitReport report() {
    return report;
  }

  /** The first start; a failure is final, whoever called undeploys the rest. */
  Future<Void> start() {
    begun = true;
    return deploy().onFailure(cause -> enter(UnitState.STOPPED, report.restarts(), cause));
  }

  /** From now on it is neither restarted nor resized; what waits for that is told why. */
  void end(String what) {
    over = true;
    if (pause != null) {
      around.vertx().cancelTimer(pause);
    }
    List<Promise<Void>> undone = List.copyOf(resizes);
    resizes.clear();
    undone.forEach(resize -> resize.fail(new UnitFailure(unit.name(), what, null)));
  }

  /** Undeploys an ended unit. Bounded, never fails, idempotent; what is starting goes later. */
  Future<Void> stop() {
    return retire().onComplete(gone -> enter(UnitState.STOPPED));
  }

  /** Completes when the unit runs in this size, or in one asked for later. */
  Future<Void> resize(int instances) {
    if (over) {
      return Future.failedFuture(new UnitFailure(unit.name(), "is stopped", null));
    }
    wanted = instances;
    if (!begun || (report.state() == UnitState.RUNNING && size() == wanted)) {
      return Future.succeededFuture();
    }
    Promise<Void> resized = Promise.promise();
    resizes.add(resized);
    if (report.state() == UnitState.RUNNING) {
      replace().onFailure(this::restart);
    }
    return resized.future();
  }

  /** Restarts the unit if an instance is dead or silent. */
  void inspect() {
    if (!over && report.state() == UnitState.RUNNING && deployment != null) {
      Throwable failure = deployment.failure(around.policy().silence());
      if (failure != null) {
        restart(failure);
      }
    }
  }

  private Future<Void> deploy() {
    if (over) {
      return Future.failedFuture(new UnitFailure(unit.name(), "was stopped while starting", null));
    }
    enter(UnitState.STARTING);
    Deployment attempt = Deployment.begin(around.vertx(), unit, wanted, this::newPulse);
    deployment = attempt;
    return attempt.started(around.policy().startTimeout()).compose(up -> settle(attempt));
  }

  private Future<Void> settle(Deployment up) {
    if (over) {
      return deploy();
    }
    if (up.instances() != wanted) {
      return replace();
    }
    enter(UnitState.RUNNING);
    LOG.atInfo()
        .addKeyValue("unit", unit.name())
        .addKeyValue("instances", wanted)
        .log("A unit runs");
    List<Promise<Void>> done = List.copyOf(resizes);
    resizes.clear();
    done.forEach(Promise::complete);
    return Future.succeededFuture();
  }

  private Future<Void> replace() {
    enter(UnitState.STARTING);
    return retire().compose(gone -> deploy());
  }

  private void restart(Throwable cause) {
    if (over) {
      return;
    }
    if (!budget.spend()) {
      giveUp(cause);
      return;
    }
    Duration wait = budget.pause();
    enter(UnitState.WAITING, report.restarts() + 1, cause);
    LOG.atWarn()
        .addKeyValue("unit", unit.name())
        .addKeyValue("restarts", report.restarts())
        .addKeyValue("pause", wait)
        .setCause(cause)
        .log("A unit is dead; it is started anew after the pause, its work waits in the database");
    guarded(() -> around.listener().restarted(unit.name(), cause));
    retire().compose(gone -> pause(wait)).compose(waited -> deploy()).onFailure(this::restart);
  }

  private void giveUp(Throwable cause) {
    LOG.atError()
        .addKeyValue("unit", unit.name())
        .addKeyValue("restarts", report.restarts())
        .setCause(cause)
        .log("A unit does not stay alive; the supervisor gives up, the process must be restarted");
    end("was given up");
    enter(UnitState.STOPPED, report.restarts(), cause);
    guarded(() -> around.giveUp().accept(cause));
    retire().onComplete(gone -> LOG.debug("What was left of a given up unit is gone"));
  }

  private Future<Void> retire() {
    return deployment == null
        ? Future.succeededFuture()
        : deployment.retire(around.policy().stopTimeout());
  }

  private Future<Void> pause(Duration wait) {
    Promise<Void> waited = Promise.promise();
    if (!over) { // a stop cancels only the timer it can see
      pause = around.vertx().setTimer(wait.toMillis(), fired -> waited.complete());
    }
    return waited.future();
  }

  private Pulse newPulse() {
    return new Pulse(
        around.clock().nanoTime(), () -> around.context().runOnContext(dead -> inspect()));
  }

  private void guarded(Runnable told) {
    try {
      told.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("A listener of the supervisor failed; supervision goes on");
    }
  }

  private int size() {
    return deployment == null ? 0 : deployment.instances();
  }

  private void enter(UnitState state) {
    enter(state, report.restarts(), null);
  }

  private void enter(UnitState state, int restarts, @Nullable Throwable cause) {
    report =
        new UnitReport(
            unit.name(),
            state,
            state == UnitState.RUNNING ? size() : 0,
            restarts,
            state == report.state() ? report.since() : now(),
            cause == null ? report.lastCause() : describe(cause));
  }

  private static String describe(Throwable cause) {
    String name = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? name : name + ": " + cause.getMessage();
  }

  private Instant now() {
    return around.clock().wall().instant();
  }
}

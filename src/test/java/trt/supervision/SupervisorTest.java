package trt.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.supervision.Stage.PATIENT;
import static trt.testing.TestVertx.failure;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import trt.testing.Await;

/** Starting and stopping. */
class SupervisorTest {
  private static final SupervisionPolicy HASTY =
      new SupervisionPolicy(
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          Duration.ofMinutes(10),
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          3,
          Duration.ofMinutes(10));

  private final Stage stage = new Stage();

  @Test
  void startsInOrderAndStopsInReverse() {
    Supervisor supervisor =
        stage.supervise(PATIENT, stage.unit("a", 1), stage.unit("b", 1), stage.unit("c", 1));

    get(supervisor.start());
    get(supervisor.stop());

    assertEquals(List.of("+a0", "+b0", "+c0", "-c0", "-b0", "-a0"), stage.events);
  }

  @Test
  void doesNotBeginTheNextUnitBeforeTheLastIsUp() {
    Promise<Void> slow = Promise.promise();
    Supervisor supervisor =
        stage.supervise(
            PATIENT,
            stage.unit("a", 1, actor -> slow.future(), Future::succeededFuture),
            stage.unit("b", 1));

    Future<Void> started = supervisor.start();
    Await.until(() -> state(supervisor, "a") == UnitState.STARTING);
    assertEquals(UnitState.STOPPED, state(supervisor, "b"));
    assertFalse(supervisor.ready());

    slow.complete();
    get(started);
    assertEquals(List.of("+a0", "+b0"), stage.events);
    get(supervisor.stop());
  }

  @Test
  void givesEveryInstanceItsPlacement() {
    Supervisor supervisor = stage.supervise(PATIENT, stage.unit("a", 3));

    get(supervisor.start());

    assertEquals(Set.of("a0", "a1", "a2"), stage.actors.keySet());
    assertEquals(new Placement(2, 3), stage.actor("a", 2).placement);
    get(supervisor.stop());
  }

  @Test
  void isReadyFromTheLastStartUntilStoppingBegins() {
    Promise<Void> drained = Promise.promise();
    Supervisor supervisor =
        stage.supervise(
            PATIENT, stage.unit("a", 1, actor -> Future.succeededFuture(), drained::future));

    assertFalse(supervisor.ready());
    get(supervisor.start());
    assertTrue(supervisor.ready());

    Future<Void> stopped = supervisor.stop();
    assertFalse(supervisor.ready());
    assertFalse(stopped.isComplete());
    drained.complete();
    get(stopped);
    assertFalse(supervisor.ready());
  }

  @Test
  void reportsWhatRuns() {
    Supervisor supervisor = stage.supervise(PATIENT, stage.unit("a", 2), stage.unit("b", 1));
    assertEquals(UnitState.STOPPED, state(supervisor, "a"));

    get(supervisor.start());

    assertEquals(List.of("a", "b"), List.copyOf(supervisor.report().keySet()));
    UnitReport report = report(supervisor, "a");
    assertEquals("running", report.state().word());
    assertEquals(2, report.instances());
    assertEquals(0, report.restarts());
    assertEquals("", report.lastCause());

    get(supervisor.stop());
    assertEquals(UnitState.STOPPED, state(supervisor, "a"));
    assertEquals(0, report(supervisor, "a").instances());
  }

  @Test
  void stopsWhatRunsInReverseWhenAStartFails() {
    Supervisor supervisor =
        stage.supervise(
            PATIENT,
            stage.unit("a", 1),
            stage.unit("b", 1),
            stage.unit("c", 1, actor -> failed("no disk"), Future::succeededFuture),
            stage.unit("d", 1));

    UnitFailure failure = failure(UnitFailure.class, supervisor.start());

    assertSays("unit c failed to start", failure);
    assertSays("no disk", failure);
    assertEquals(List.of("+a0", "+b0", "-b0", "-a0"), stage.events);
    assertEquals(UnitState.STOPPED, state(supervisor, "c"));
    assertTrue(report(supervisor, "c").lastCause().contains("no disk"));
    assertFalse(supervisor.ready());
    assertTrue(stage.givenUp.isEmpty());
  }

  @Test
  void failsTheStartWhenAFactoryThrows() {
    Unit broken =
        new Unit(
            "broken",
            1,
            (placement, pulse) -> {
              throw new IllegalArgumentException("no such setting");
            });
    Supervisor supervisor = stage.supervise(PATIENT, stage.unit("a", 1), broken);

    UnitFailure failure = failure(UnitFailure.class, supervisor.start());

    assertSays("no such setting", failure);
    assertEquals(List.of("+a0", "-a0"), stage.events);
  }

  @Test
  void failsTheStartWhenAUnitDiesWhileStarting() {
    Supervisor supervisor =
        stage.supervise(
            PATIENT,
            stage.unit(
                "a",
                1,
                actor -> {
                  actor.pulse.die(new IllegalStateException("stillborn"));
                  return Future.succeededFuture();
                },
                Future::succeededFuture));

    UnitFailure failure = failure(UnitFailure.class, supervisor.start());

    assertSays("stillborn", failure);
    assertEquals(List.of("+a0", "-a0"), stage.events);
  }

  @Test
  void givesUpWaitingForAHangingStartAndUndeploysItWhenItLands() {
    Promise<Void> hanging = Promise.promise();
    Supervisor supervisor =
        stage.supervise(
            HASTY,
            stage.unit("a", 1),
            stage.unit("late", 1, actor -> hanging.future(), Future::succeededFuture));

    UnitFailure failure = failure(UnitFailure.class, supervisor.start());
    assertEquals("unit late did not start within PT0.1S", failure.getMessage());
    assertEquals(List.of("+a0", "-a0"), stage.events);

    hanging.complete();
    Await.until(() -> stage.events.contains("-late0"));
  }

  @Test
  void waitsForAUnitThatRetriesItsDependencyWithinTheLimit() {
    AtomicBoolean up = new AtomicBoolean();
    Supervisor supervisor =
        stage.supervise(PATIENT, stage.unit("a", 1, actor -> untilUp(up), Future::succeededFuture));

    Future<Void> started = supervisor.start();
    Await.until(() -> state(supervisor, "a") == UnitState.STARTING);
    up.set(true);

    get(started);
    assertEquals(0, report(supervisor, "a").restarts());
    get(supervisor.stop());
  }

  @Test
  void leavesAHangingStopBehindAfterItsLimit() {
    Supervisor supervisor =
        stage.supervise(
            HASTY,
            stage.unit("a", 1),
            stage.unit(
                "stuck", 1, actor -> Future.succeededFuture(), () -> Promise.promise().future()),
            stage.unit("c", 1));
    get(supervisor.start());

    get(supervisor.stop());

    assertEquals(List.of("+a0", "+stuck0", "+c0", "-c0", "-stuck0", "-a0"), stage.events);
  }

  @Test
  void goesOnStoppingWhenAStopFails() {
    Supervisor supervisor =
        stage.supervise(
            PATIENT,
            stage.unit("a", 1),
            stage.unit("bad", 1, actor -> Future.succeededFuture(), () -> failed("cannot")));
    get(supervisor.start());

    get(supervisor.stop());

    assertEquals(List.of("+a0", "+bad0", "-bad0", "-a0"), stage.events);
  }

  @Test
  void stopsOnceHoweverOftenAsked() {
    Supervisor supervisor = stage.supervise(PATIENT, stage.unit("a", 1));
    get(supervisor.start());

    Future<Void> first = supervisor.stop();
    Future<Void> second = supervisor.stop();

    get(first);
    get(second);
    assertEquals(List.of("+a0", "-a0"), stage.events);
  }

  @Test
  void stopsBeforeItWasStarted() {
    Supervisor supervisor = stage.supervise(PATIENT, stage.unit("a", 1));

    get(supervisor.stop());

    failure(IllegalStateException.class, supervisor.start());
    assertTrue(stage.events.isEmpty());
  }

  @Test
  void cutsAStartShortWhenStopped() {
    Promise<Void> slow = Promise.promise();
    AtomicBoolean begun = new AtomicBoolean();
    Supervisor supervisor =
        stage.supervise(
            PATIENT,
            stage.unit("a", 1),
            stage.unit(
                "b",
                1,
                actor -> {
                  begun.set(true);
                  return slow.future();
                },
                Future::succeededFuture),
            stage.unit("c", 1));
    Future<Void> started = supervisor.start();
    Await.until(begun::get);

    Future<Void> stopped = supervisor.stop();
    slow.complete();

    get(stopped);
    UnitFailure failure = failure(UnitFailure.class, started);
    assertSays("stopped", failure);
    assertEquals(List.of("+a0", "+b0", "-b0", "-a0"), stage.events);
    assertFalse(supervisor.ready());
  }

  @Test
  void keepsToItsEventLoopWhenAUnitLandsOnAForeignThread() {
    Promise<Void> slow = Promise.promise();
    AtomicReference<Context> first = new AtomicReference<>();
    AtomicReference<Context> second = new AtomicReference<>();
    Supervisor supervisor =
        stage.supervise(
            PATIENT,
            new Unit("a", 1, (placement, pulse) -> noticing(first, slow.future())),
            new Unit("b", 1, (placement, pulse) -> noticing(second, Future.succeededFuture())));
    Future<Void> started = supervisor.start();
    Await.until(() -> first.get() != null);

    slow.complete();

    get(started);
    assertSame(first.get(), second.get());
    get(supervisor.stop());
  }

  private static Deployable noticing(AtomicReference<Context> maker, Future<Void> up) {
    maker.set(Vertx.currentContext());
    return context -> up;
  }

  @Test
  void startsOnce() {
    Supervisor supervisor = stage.supervise(PATIENT, stage.unit("a", 1));
    get(supervisor.start());

    failure(IllegalStateException.class, supervisor.start());

    assertTrue(supervisor.ready());
    get(supervisor.stop());
  }

  @Test
  void refusesTwoUnitsOfOneName() {
    assertThrows(
        IllegalArgumentException.class,
        () -> stage.supervise(PATIENT, stage.unit("a", 1), stage.unit("a", 1)));
  }

  @Test
  void refusesToBeMadeInsideAVerticle() {
    AtomicReference<Throwable> refusal = new AtomicReference<>();
    VerticleBase owner =
        new VerticleBase() {
          @Override
          public Future<?> start() {
            refusal.set(
                assertThrows(
                    IllegalStateException.class,
                    () -> stage.supervise(PATIENT, stage.unit("a", 1))));
            return Future.succeededFuture();
          }
        };

    String id = get(vertx().deployVerticle(owner));

    assertSays("inside a verticle", Objects.requireNonNull(refusal.get()));
    get(vertx().undeploy(id));
  }

  private static void assertSays(String part, Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains(part), message);
  }

  private static Future<?> failed(String message) {
    return Future.failedFuture(new IllegalStateException(message));
  }

  private static Future<?> untilUp(AtomicBoolean up) {
    return up.get()
        ? Future.succeededFuture()
        : vertx().timer(5).compose(later -> untilUp(up).mapEmpty());
  }

  private static UnitReport report(Supervisor supervisor, String unit) {
    return Objects.requireNonNull(supervisor.report().get(unit));
  }

  private static UnitState state(Supervisor supervisor, String unit) {
    return report(supervisor, unit).state();
  }
}

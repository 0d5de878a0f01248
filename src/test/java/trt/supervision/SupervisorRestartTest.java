package trt.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.supervision.Stage.PATIENT;
import static trt.testing.TestVertx.failure;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import ch.qos.logback.classic.Level;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import trt.testing.Await;
import trt.testing.LogCapture;

/** Death, silence, back-off and giving up. */
class SupervisorRestartTest {
  private final Stage stage = new Stage();
  private final LogCapture log = LogCapture.of(SupervisedUnit.class);

  @AfterEach
  void release() {
    log.close();
  }

  @Test
  void restartsAUnitWhosePulseDiedWhileTheOthersRunOn() {
    Supervisor supervisor = stage.supervise(PATIENT, stage.unit("a", 1), stage.unit("b", 2));
    get(supervisor.start());

    stage.actor("b", 1).pulse.die(new IllegalStateException("broken"));

    Await.until(() -> report(supervisor, "b").restarts() == 1 && running(supervisor, "b"));
    assertEquals(List.of("b"), stage.restarted);
    assertEquals(2, report(supervisor, "b").instances());
    assertEquals("IllegalStateException: broken", report(supervisor, "b").lastCause());
    assertEquals(1, stage.events.stream().filter("+a0"::equals).count());
    assertEquals(2, stage.events.stream().filter("+b0"::equals).count());
    assertEquals(2, stage.events.stream().filter("+b1"::equals).count());
    assertTrue(supervisor.ready());
    get(supervisor.stop());
  }

  @Test
  void takesAnUncaughtExceptionForDeath() {
    Supervisor supervisor = stage.supervise(PATIENT, stage.unit("a", 1));
    get(supervisor.start());

    stage
        .actor("a", 0)
        .loop()
        .runOnContext(
            turn -> {
              throw new IllegalArgumentException("nobody catches this");
            });

    Await.until(() -> report(supervisor, "a").restarts() == 1 && running(supervisor, "a"));
    assertEquals(
        "IllegalArgumentException: nobody catches this", report(supervisor, "a").lastCause());
    get(supervisor.stop());
  }

  @Test
  void restartsOnceForManyDeathNotices() {
    Supervisor supervisor = stage.supervise(PATIENT, stage.unit("a", 3));
    get(supervisor.start());

    for (int i = 0; i < 3; i++) {
      Pulse pulse = stage.actor("a", i).pulse;
      pulse.die(new IllegalStateException("first"));
      pulse.die(new IllegalStateException("second"));
    }

    Await.until(() -> report(supervisor, "a").restarts() > 0 && running(supervisor, "a"));
    assertEquals(1, report(supervisor, "a").restarts());
    assertEquals("IllegalStateException: first", report(supervisor, "a").lastCause());
    get(supervisor.stop());
  }

  @Test
  void restartsAUnitThatFallsSilent() {
    AtomicInteger lives = new AtomicInteger();
    Unit quiet =
        stage.unit(
            "quiet",
            1,
            actor -> {
              if (lives.incrementAndGet() > 1) {
                vertx().setPeriodic(10, tick -> actor.pulse.beat());
              }
              return Future.succeededFuture();
            },
            Future::succeededFuture);
    Supervisor supervisor = stage.supervise(policy(Duration.ofMillis(200), 5), quiet);
    get(supervisor.start());

    Await.until(() -> report(supervisor, "quiet").restarts() == 1 && running(supervisor, "quiet"));

    assertTrue(report(supervisor, "quiet").lastCause().contains("silent for over PT0.2S"));
    get(supervisor.stop());
    assertEquals(2, lives.get());
  }

  @Test
  void doesNotTakeALongStartForSilence() {
    Promise<Void> slow = Promise.promise();
    Unit unit =
        stage.unit(
            "slow",
            1,
            actor ->
                slow.future().onSuccess(up -> vertx().setPeriodic(10, tick -> actor.pulse.beat())),
            Future::succeededFuture);
    Supervisor supervisor = stage.supervise(policy(Duration.ofMillis(100), 5), unit);
    Future<Void> started = supervisor.start();
    vertx().setTimer(300, later -> slow.complete());

    get(started);

    get(vertx().timer(150));
    assertEquals(0, report(supervisor, "slow").restarts());
    get(supervisor.stop());
  }

  @Test
  void keepsTryingWhenTheRestartItselfFails() {
    AtomicInteger lives = new AtomicInteger();
    Unit unit =
        stage.unit(
            "a",
            1,
            actor -> {
              int life = lives.incrementAndGet();
              return life == 2 || life == 3
                  ? Future.failedFuture("not yet")
                  : Future.succeededFuture();
            },
            Future::succeededFuture);
    Supervisor supervisor = stage.supervise(PATIENT, unit);
    get(supervisor.start());

    stage.actor("a", 0).pulse.die(new IllegalStateException("once"));

    Await.until(() -> lives.get() == 4 && running(supervisor, "a"));
    assertEquals(3, report(supervisor, "a").restarts());
    assertEquals(List.of("a", "a", "a"), stage.restarted);
    get(supervisor.stop());
  }

  @Test
  void restartsAfterAHangingStop() {
    AtomicInteger stops = new AtomicInteger();
    Unit unit =
        stage.unit(
            "a",
            1,
            actor -> Future.succeededFuture(),
            () ->
                stops.incrementAndGet() == 1
                    ? Promise.promise().future()
                    : Future.succeededFuture());
    Supervisor supervisor = stage.supervise(policy(Duration.ofMinutes(10), 5), unit);
    get(supervisor.start());

    stage.actor("a", 0).pulse.die(new IllegalStateException("stuck"));

    Await.until(() -> report(supervisor, "a").restarts() == 1 && running(supervisor, "a"));
    get(supervisor.stop());
    assertEquals(2, stops.get());
  }

  @Test
  void undeploysALateRestartAndTriesAgain() {
    Promise<Void> hanging = Promise.promise();
    AtomicInteger lives = new AtomicInteger();
    Unit unit =
        stage.unit(
            "a",
            1,
            actor -> lives.incrementAndGet() == 2 ? hanging.future() : Future.succeededFuture(),
            Future::succeededFuture);
    Supervisor supervisor = stage.supervise(policy(Duration.ofMinutes(10), 5), unit);
    get(supervisor.start());

    stage.actor("a", 0).pulse.die(new IllegalStateException("once"));
    Await.until(() -> lives.get() == 3 && running(supervisor, "a"));
    assertEquals(2, report(supervisor, "a").restarts());

    hanging.complete();
    Await.until(() -> stage.events.stream().filter("-a0"::equals).count() == 2);
    assertTrue(running(supervisor, "a"));
    get(supervisor.stop());
  }

  @Test
  void givesUpOnceAfterTheLimitAndIsNotReadyAnyMore() {
    AtomicInteger lives = new AtomicInteger();
    Unit mortal =
        stage.unit(
            "mortal",
            1,
            actor -> {
              lives.incrementAndGet();
              vertx().setTimer(1, soon -> actor.pulse.die(new IllegalStateException("again")));
              return Future.succeededFuture();
            },
            Future::succeededFuture);
    Supervisor supervisor =
        stage.supervise(policy(Duration.ofMinutes(10), 3), stage.unit("a", 1), mortal);
    get(supervisor.start());

    Await.until(() -> !stage.givenUp.isEmpty());

    assertEquals(1, stage.givenUp.size());
    assertEquals("again", stage.givenUp.get(0).getMessage());
    assertEquals(4, lives.get());
    assertEquals(3, report(supervisor, "mortal").restarts());
    assertEquals(UnitState.STOPPED, report(supervisor, "mortal").state());
    assertTrue(running(supervisor, "a"));
    assertFalse(supervisor.ready());
    assertEquals(1, log.atLeast(Level.ERROR).size());
    failure(UnitFailure.class, supervisor.resize("mortal", 2));
    get(supervisor.stop());
    assertEquals(1, stage.givenUp.size());
  }

  @Test
  void waitsLongerBeforeEachRestart() {
    Unit mortal =
        stage.unit(
            "mortal",
            1,
            actor -> {
              vertx().setTimer(1, soon -> actor.pulse.die(new IllegalStateException("again")));
              return Future.succeededFuture();
            },
            Future::succeededFuture);
    Supervisor supervisor = stage.supervise(policy(Duration.ofMinutes(10), 4), mortal);
    get(supervisor.start());

    Await.until(() -> !stage.givenUp.isEmpty());

    List<Object> pauses =
        log.atLeast(Level.WARN).stream()
            .filter(event -> event.getLevel() == Level.WARN)
            .flatMap(event -> event.getKeyValuePairs().stream())
            .filter(pair -> pair.key.equals("pause"))
            .map(pair -> pair.value)
            .toList();
    assertEquals(
        List.of(
            Duration.ofMillis(10),
            Duration.ofMillis(20),
            Duration.ofMillis(40),
            Duration.ofMillis(50)),
        pauses);
    get(supervisor.stop());
  }

  @Test
  void doesNotRestartWhatIsStoppedDuringItsPause() {
    SupervisionPolicy longPause =
        new SupervisionPolicy(
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofMinutes(10),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5),
            5,
            Duration.ofMinutes(10));
    Supervisor supervisor = stage.supervise(longPause, stage.unit("a", 1));
    get(supervisor.start());
    stage.actor("a", 0).pulse.die(new IllegalStateException("once"));
    Await.until(() -> report(supervisor, "a").state() == UnitState.WAITING);

    get(supervisor.stop());

    assertEquals(UnitState.STOPPED, report(supervisor, "a").state());
    assertEquals(List.of("+a0", "-a0"), stage.events);
  }

  @Test
  void goesOnWhenTheListenerThrows() {
    Supervisor supervisor =
        new Supervisor(
            vertx(),
            PATIENT,
            List.of(stage.unit("a", 1)),
            stage.givenUp::add,
            (unit, cause) -> {
              throw new IllegalStateException("bad counter");
            },
            SupervisionClock.system());
    get(supervisor.start());

    stage.actor("a", 0).pulse.die(new IllegalStateException("once"));

    Await.until(() -> report(supervisor, "a").restarts() == 1 && running(supervisor, "a"));
    get(supervisor.stop());
  }

  @Test
  void countsOnlyTheRestartsOfTheWindow() {
    AtomicInteger seconds = new AtomicInteger();
    RestartBudget budget =
        new RestartBudget(
            new SupervisionPolicy(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(10),
                Duration.ofMillis(35),
                2,
                Duration.ofSeconds(60)),
            () -> Duration.ofSeconds(seconds.get()).toNanos());

    assertTrue(budget.spend());
    assertEquals(Duration.ofMillis(10), budget.pause());
    seconds.set(30);
    assertTrue(budget.spend());
    assertEquals(Duration.ofMillis(20), budget.pause());
    assertFalse(budget.spend());
    seconds.set(61);
    assertTrue(budget.spend());
    assertEquals(Duration.ofMillis(20), budget.pause());
    assertFalse(budget.spend());
    seconds.set(200);
    assertTrue(budget.spend());
    assertEquals(Duration.ofMillis(10), budget.pause());
  }

  private static SupervisionPolicy policy(Duration silence, int maxRestarts) {
    return new SupervisionPolicy(
        Duration.ofMillis(500),
        Duration.ofMillis(200),
        silence,
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        maxRestarts,
        Duration.ofMinutes(10));
  }

  private static UnitReport report(Supervisor supervisor, String unit) {
    return Objects.requireNonNull(supervisor.report().get(unit));
  }

  private static boolean running(Supervisor supervisor, String unit) {
    return report(supervisor, unit).state() == UnitState.RUNNING;
  }
}

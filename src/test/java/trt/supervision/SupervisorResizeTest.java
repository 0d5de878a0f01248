package trt.supervision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static trt.supervision.Stage.PATIENT;
import static trt.testing.TestVertx.failure;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trt.testing.Await;

/** One unit changes its size while the others run. */
class SupervisorResizeTest {
  private final Stage stage = new Stage();

  @Test
  void growsAndShrinksOneUnitWhileTheOthersRunOn() {
    Supervisor supervisor = stage.supervise(PATIENT, stage.unit("a", 1), stage.unit("b", 2));
    get(supervisor.start());

    get(supervisor.resize("b", 4));
    assertEquals(4, report(supervisor, "b").instances());
    assertEquals(new Placement(3, 4), stage.actor("b", 3).placement);

    get(supervisor.resize("b", 1));
    assertEquals(1, report(supervisor, "b").instances());
    assertEquals(new Placement(0, 1), stage.actor("b", 0).placement);

    assertEquals(0, report(supervisor, "b").restarts());
    assertTrue(stage.restarted.isEmpty());
    assertEquals(List.of("+a0"), eventsOf("a"));
    assertEquals(7, eventsOf("b").stream().filter(e -> e.startsWith("+")).count());
    assertEquals(6, eventsOf("b").stream().filter(e -> e.startsWith("-")).count());
    assertTrue(supervisor.ready());
    get(supervisor.stop());
  }

  @Test
  void undeploysTheOldInstancesBeforeItStartsTheNew() {
    Supervisor supervisor = stage.supervise(PATIENT, stage.unit("a", 1));
    get(supervisor.start());

    get(supervisor.resize("a", 2));

    assertEquals(List.of("+a0", "-a0"), stage.events.subList(0, 2));
    get(supervisor.stop());
  }

  @Test
  void doesNothingWhenTheSizeIsTheSame() {
    Supervisor supervisor = stage.supervise(PATIENT, stage.unit("a", 2));
    get(supervisor.start());

    get(supervisor.resize("a", 2));

    assertEquals(2, stage.events.size());
    get(supervisor.stop());
  }

  @Test
  void refusesUnknownUnitsAndEmptySizes() {
    Supervisor supervisor = stage.supervise(PATIENT, stage.unit("a", 1));
    get(supervisor.start());

    String unknown =
        String.valueOf(
            failure(IllegalArgumentException.class, supervisor.resize("b", 2)).getMessage());
    assertTrue(unknown.contains("'b'") && unknown.contains("[a]"), unknown);
    failure(IllegalArgumentException.class, supervisor.resize("a", 0));

    assertEquals(1, report(supervisor, "a").instances());
    get(supervisor.stop());
  }

  @Test
  void takesASizeBeforeTheStart() {
    Supervisor supervisor = stage.supervise(PATIENT, stage.unit("a", 1));

    get(supervisor.resize("a", 3));
    get(supervisor.start());

    assertEquals(3, report(supervisor, "a").instances());
    get(supervisor.stop());
  }

  @Test
  void appliesASizeAskedForWhileTheUnitStarts() {
    Promise<Void> slow = Promise.promise();
    AtomicInteger starts = new AtomicInteger();
    Unit unit =
        stage.unit(
            "a",
            1,
            actor -> starts.incrementAndGet() == 1 ? slow.future() : Future.succeededFuture(),
            Future::succeededFuture);
    Supervisor supervisor = stage.supervise(PATIENT, unit);
    Future<Void> started = supervisor.start();
    Await.until(() -> starts.get() == 1);

    Future<Void> resized = supervisor.resize("a", 2);
    slow.complete();

    get(resized);
    get(started);
    assertEquals(2, report(supervisor, "a").instances());
    assertEquals(0, report(supervisor, "a").restarts());
    get(supervisor.stop());
  }

  @Test
  void appliesASizeAskedForDuringARestart() {
    Promise<Void> slow = Promise.promise();
    AtomicInteger starts = new AtomicInteger();
    Unit unit =
        stage.unit(
            "a",
            1,
            actor -> starts.incrementAndGet() == 2 ? slow.future() : Future.succeededFuture(),
            Future::succeededFuture);
    Supervisor supervisor = stage.supervise(PATIENT, unit);
    get(supervisor.start());
    stage.actor("a", 0).pulse.die(new IllegalStateException("once"));
    Await.until(() -> starts.get() == 2);

    Future<Void> resized = supervisor.resize("a", 3);
    slow.complete();

    get(resized);
    assertEquals(3, report(supervisor, "a").instances());
    assertEquals(1, report(supervisor, "a").restarts());
    get(supervisor.stop());
  }

  @Test
  void appliesASizeAskedForDuringThePauseBeforeARestart() {
    Supervisor supervisor = stage.supervise(pausing(Duration.ofMillis(300)), stage.unit("a", 1));
    get(supervisor.start());
    stage.actor("a", 0).pulse.die(new IllegalStateException("once"));
    Await.until(() -> report(supervisor, "a").state() == UnitState.WAITING);

    get(supervisor.resize("a", 2));

    assertEquals(2, report(supervisor, "a").instances());
    assertEquals(1, report(supervisor, "a").restarts());
    assertEquals(1, stage.events.stream().filter("+a1"::equals).count());
    get(supervisor.stop());
  }

  @Test
  void endsInTheLastSizeWhenSeveralAreAskedForAtOnce() {
    Supervisor supervisor = stage.supervise(PATIENT, stage.unit("a", 1));
    get(supervisor.start());

    Future<Void> first = supervisor.resize("a", 2);
    Future<Void> second = supervisor.resize("a", 5);
    Future<Void> third = supervisor.resize("a", 3);

    get(first);
    get(second);
    get(third);
    assertEquals(3, report(supervisor, "a").instances());
    get(supervisor.stop());
    assertEquals(count("+"), count("-"));
  }

  @Test
  void restartsUntilItFitsWhenTheNewSizeFailsToStart() {
    AtomicInteger starts = new AtomicInteger();
    Unit unit =
        stage.unit(
            "a",
            1,
            actor ->
                starts.incrementAndGet() == 2
                    ? Future.failedFuture("not yet")
                    : Future.succeededFuture(),
            Future::succeededFuture);
    Supervisor supervisor = stage.supervise(PATIENT, unit);
    get(supervisor.start());

    get(supervisor.resize("a", 2));

    assertEquals(2, report(supervisor, "a").instances());
    assertEquals(1, report(supervisor, "a").restarts());
    get(supervisor.stop());
  }

  @Test
  void keepsItsBooksUnderResizesAndDeathsFromManyThreads() throws InterruptedException {
    Set<Context> loops = ConcurrentHashMap.newKeySet();
    Supervisor supervisor =
        new Supervisor(
            vertx(),
            PATIENT,
            List.of(stage.unit("a", 1), stage.unit("b", 1)),
            stage.givenUp::add,
            (unit, cause) -> loops.add(Objects.requireNonNull(Vertx.currentContext())),
            SupervisionClock.system());
    get(supervisor.start());

    Queue<Throwable> troubles = new ConcurrentLinkedQueue<>();
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(n -> new Thread(() -> disturb(supervisor, n, troubles)))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    get(supervisor.resize("a", 2));
    get(supervisor.resize("b", 3));
    int before = report(supervisor, "b").restarts();
    stage.actor("b", 2).pulse.die(new IllegalStateException("the last"));
    Await.until(() -> report(supervisor, "b").restarts() == before + 1 && running(supervisor, "b"));

    assertEquals(2, report(supervisor, "a").instances());
    assertEquals(3, report(supervisor, "b").instances());
    assertEquals(List.of(), List.copyOf(troubles));
    assertEquals(1, loops.size());
    get(supervisor.stop());
    assertEquals(count("+"), count("-"));
    assertTrue(stage.givenUp.isEmpty());
  }

  private void disturb(Supervisor supervisor, int seed, Queue<Throwable> troubles) {
    Random random = new Random(seed);
    for (int i = 0; i < 30; i++) {
      String unit = random.nextBoolean() ? "a" : "b";
      Future<Void> resized = supervisor.resize(unit, 1 + random.nextInt(3));
      if (i % 5 == 0) {
        stage.actor(unit, 0).pulse.die(new IllegalStateException("disturbed"));
      }
      if (random.nextBoolean()) {
        try {
          get(resized);
        } catch (Throwable trouble) {
          troubles.add(trouble);
        }
      }
    }
  }

  @Test
  void failsAResizeThatAStopOvertakes() {
    Supervisor supervisor = stage.supervise(pausing(Duration.ofMinutes(5)), stage.unit("a", 1));
    get(supervisor.start());
    stage.actor("a", 0).pulse.die(new IllegalStateException("once"));
    Await.until(() -> report(supervisor, "a").state() == UnitState.WAITING);

    Future<Void> resized = supervisor.resize("a", 2);
    get(supervisor.stop());

    failure(UnitFailure.class, resized);
    failure(UnitFailure.class, supervisor.resize("a", 2));
    assertFalse(stage.events.contains("+a1"));
  }

  private static SupervisionPolicy pausing(Duration pause) {
    return new SupervisionPolicy(
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofMinutes(10),
        pause,
        pause,
        5,
        Duration.ofMinutes(20));
  }

  private List<String> eventsOf(String unit) {
    return stage.events.stream().filter(event -> event.substring(1).startsWith(unit)).toList();
  }

  private long count(String sign) {
    return stage.events.stream().filter(event -> event.startsWith(sign)).count();
  }

  private static UnitReport report(Supervisor supervisor, String unit) {
    return Objects.requireNonNull(supervisor.report().get(unit));
  }

  private static boolean running(Supervisor supervisor, String unit) {
    return report(supervisor, unit).state() == UnitState.RUNNING;
  }
}

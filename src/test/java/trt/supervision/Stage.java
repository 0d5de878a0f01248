package trt.supervision;

import static trt.testing.TestVertx.vertx;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** Units that do as they are told, and a record of what they did. */
final class Stage {
  /** Nothing happens by itself within the time of a test. */
  static final SupervisionPolicy PATIENT =
      new SupervisionPolicy(
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofMinutes(10),
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          50,
          Duration.ofMinutes(10));

  final List<String> events = new CopyOnWriteArrayList<>();
  final Map<String, Actor> actors = new ConcurrentHashMap<>();
  final List<Throwable> givenUp = new CopyOnWriteArrayList<>();
  final List<String> restarted = new CopyOnWriteArrayList<>();

  /** Starts and stops at once. */
  Unit unit(String name, int instances) {
    return unit(name, instances, actor -> Future.succeededFuture(), Future::succeededFuture);
  }

  /** Starts and stops as the functions say. */
  Unit unit(
      String name,
      int instances,
      Function<Actor, Future<?>> starting,
      Supplier<Future<?>> stopping) {
    return new Unit(
        name,
        instances,
        (placement, pulse) -> new Actor(name, placement, pulse, starting, stopping));
  }

  Supervisor supervise(SupervisionPolicy policy, Unit... units) {
    return new Supervisor(
        vertx(),
        policy,
        List.of(units),
        givenUp::add,
        (unit, cause) -> restarted.add(unit),
        SupervisionClock.system());
  }

  Actor actor(String name, int index) {
    Actor actor = actors.get(name + index);
    if (actor == null) {
      throw new AssertionError("no instance " + index + " of " + name);
    }
    return actor;
  }

  /** One instance. */
  final class Actor extends VerticleBase {
    final Placement placement;
    final Pulse pulse;
    private final String name;
    private final Function<Actor, Future<?>> starting;
    private final Supplier<Future<?>> stopping;

    Actor(
        String name,
        Placement placement,
        Pulse pulse,
        Function<Actor, Future<?>> starting,
        Supplier<Future<?>> stopping) {
      this.name = name;
      this.placement = placement;
      this.pulse = pulse;
      this.starting = starting;
      this.stopping = stopping;
    }

    @Override
    public Future<?> start() {
      return starting
          .apply(this)
          .onSuccess(
              up -> {
                actors.put(name + placement.index(), this);
                events.add("+" + name + placement.index());
              });
    }

    @Override
    public Future<?> stop() {
      events.add("-" + name + placement.index());
      return stopping.get();
    }

    Context loop() {
      return context;
    }
  }
}

package trt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static trt.testing.TestVertx.get;
import static trt.testing.TestVertx.vertx;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import trt.ops.HealthBoard;
import trt.ops.UnitLine;
import trt.supervision.Pulse;
import trt.supervision.SupervisionPolicy;
import trt.supervision.Supervisor;
import trt.supervision.Unit;
import trt.testing.Await;

/** What happens to a unit is seen where operators look. */
class UnitsInHealthTest {
  private static final SupervisionPolicy QUICK =
      new SupervisionPolicy(
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(400),
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          20,
          Duration.ofMinutes(1));

  @Test
  void deathAndSilenceLeadToRestartsThatHealthShows() {
    List<Pulse> pulses = new ArrayList<>();
    Supervisor supervisor =
        new Supervisor(
            vertx(),
            QUICK,
            List.of(
                new Unit(
                    "worker",
                    1,
                    (at, pulse) -> {
                      pulses.add(pulse);
                      return new BeatingVerticle(pulse, pulses.size() != 2);
                    })),
            cause -> {});
    HealthBoard board =
        new HealthBoard(vertx(), List.of(), () -> lines(supervisor), Clock.systemUTC());
    get(supervisor.start());
    assertEquals(0, board.view().units().get(0).restarts());

    pulses.get(0).die(new IllegalStateException("died on request"));

    // The second life never beats: silence ends it, the third one stays.
    Await.until(() -> board.view().units().get(0).restarts() == 2, Duration.ofSeconds(20));
    Await.until(
        () -> board.view().units().get(0).state().equals("running"), Duration.ofSeconds(20));
    get(supervisor.stop());
  }

  private static List<UnitLine> lines(Supervisor supervisor) {
    return supervisor.report().values().stream()
        .map(
            unit ->
                new UnitLine(
                    unit.name(),
                    unit.state().name().toLowerCase(Locale.ROOT),
                    unit.instances(),
                    unit.restarts(),
                    unit.since()))
        .toList();
  }

  private static final class BeatingVerticle extends VerticleBase {
    private final Pulse pulse;
    private final boolean beats;

    BeatingVerticle(Pulse pulse, boolean beats) {
      this.pulse = pulse;
      this.beats = beats;
    }

    @Override
    public Future<?> start() {
      if (beats) {
        vertx.setPeriodic(50, tick -> pulse.beat());
      }
      return Future.succeededFuture();
    }
  }
}

package trt.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Supplier;

/** The health as metrics. */
public final class HealthGauges {
  private HealthGauges() {}

  /**
   * Registers {@code trt_component_up} (1 up, 0.5 degraded, 0 down) and {@code
   * trt_unit_restarts_total}.
   *
   * @param unitNames the units of this process
   */
  public static void register(
      MeterRegistry registry,
      HealthBoard board,
      Supplier<List<UnitLine>> units,
      List<String> unitNames) {
    for (ComponentReport one : board.view().components()) {
      String component = one.component();
      Gauge.builder("trt.component.up", () -> up(board, component))
          .tag("component", component)
          .register(registry);
    }
    for (String unit : unitNames) {
      FunctionCounter.builder("trt.unit.restarts", units, all -> restarts(all.get(), unit))
          .tag("unit", unit)
          .register(registry);
    }
  }

  private static double up(HealthBoard board, String component) {
    ComponentStatus status =
        board.view().components().stream()
            .filter(one -> one.component().equals(component))
            .map(ComponentReport::status)
            .findFirst()
            .orElse(ComponentStatus.DOWN);
    return switch (status) {
      case OK -> 1;
      case DEGRADED -> 0.5;
      case DOWN -> 0;
    };
  }

  private static double restarts(List<UnitLine> units, String name) {
    return units.stream()
        .filter(unit -> unit.name().equals(name))
        .mapToInt(UnitLine::restarts)
        .sum();
  }
}

package trt.ops;

import java.time.Instant;
import java.util.List;

/** Everything the health answers are made of, at one moment. */
public record HealthView(Instant at, List<ComponentReport> components, List<UnitLine> units) {
  /** Down when something vital is down, degraded when anything is not as it should be. */
  public ComponentStatus status() {
    ComponentStatus worst = ComponentStatus.OK;
    for (ComponentReport component : components) {
      boolean bearable = component.status() == ComponentStatus.DOWN && !component.vital();
      worst = worst.worse(bearable ? ComponentStatus.DEGRADED : component.status());
    }
    for (UnitLine unit : units) {
      worst = worst.worse(unit.status());
    }
    return worst;
  }
}

package trt;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import trt.domain.dialogue.admin.AdminView;
import trt.ops.Backlog;
import trt.ops.HealthView;
import trt.ops.UnitLine;
import trt.supervision.UnitReport;

/** The health board as operators read it in the chat. */
final class HealthSummary {
  private HealthSummary() {}

  /** The units, in their order. */
  static List<UnitLine> lines(Collection<UnitReport> units) {
    return units.stream()
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

  /**
   * What is known now.
   *
   * @param credits of the KIE account, not a number when nobody knows
   */
  static AdminView.Health of(HealthView view, Backlog backlog, double credits) {
    List<AdminView.Health.Part> parts =
        view.components().stream()
            .map(
                one ->
                    new AdminView.Health.Part(one.component(), one.status().word(), one.message()))
            .toList();
    List<AdminView.Health.Part> units =
        view.units().stream()
            .map(
                one ->
                    new AdminView.Health.Part(
                        one.name(),
                        one.state().equals("running") ? "ok" : "degraded",
                        one.state() + " × " + one.instances() + ", ↻ " + one.restarts()))
            .toList();
    return new AdminView.Health(
        view.status().word(),
        parts,
        units,
        new AdminView.Health.Waiting(
            backlog.updatesPending(),
            backlog.oldestUpdate().toSeconds(),
            backlog.outboxPending(),
            backlog.oldestMessage().toSeconds(),
            backlog.quarantined(),
            backlog.ledgerDrift()),
        Double.isFinite(credits) ? Optional.of(BigDecimal.valueOf(credits)) : Optional.empty());
  }
}

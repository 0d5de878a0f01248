package trt.console;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import trt.ops.Backlog;
import trt.ops.ComponentReport;
import trt.ops.ComponentStatus;
import trt.ops.HealthView;
import trt.ops.UnitLine;

/** How the parts of the bot are, as this node sees them, and the sizes of its units. */
final class OverviewPage implements Page {
  private final ConsoleParts parts;

  OverviewPage(ConsoleParts parts) {
    this.parts = parts;
  }

  @Override
  public String path() {
    return "";
  }

  @Override
  public String title() {
    return "Overview";
  }

  @Override
  public Future<List<Html>> body(Visit visit) {
    return parts
        .stores()
        .db()
        .transaction(connection -> parts.stores().overview().setAside(connection))
        .map(setAside -> body(visit, setAside));
  }

  private List<Html> body(Visit visit, long setAside) {
    HealthView view = parts.live().health().get();
    return List.of(
        figures(view, parts.live().backlog().get(), setAside), health(view), units(visit, view));
  }

  private static Html figures(HealthView view, Backlog backlog, long setAside) {
    long live = backlog.jobs().values().stream().mapToLong(Long::longValue).sum();
    return Html.of(
            "div",
            Pieces.figure("health", view.status().word(), view.status() == ComponentStatus.DOWN),
            Pieces.figure("updates waiting", backlog.updatesPending(), false),
            Pieces.figure("messages waiting", backlog.outboxPending(), false),
            Pieces.figure("jobs under way", live, false),
            Pieces.figure("set aside", setAside, setAside > 0),
            Pieces.figure("wallets that differ", backlog.ledgerDrift(), backlog.ledgerDrift() > 0))
        .with("class", "figures");
  }

  /** The parts; everything on it is also in {@code /health}. */
  static Html health(HealthView view) {
    List<List<?>> rows = new ArrayList<>();
    for (ComponentReport one : view.components()) {
      String word = one.status().word();
      rows.add(
          List.of(
              one.component(),
              Pieces.status(word, word),
              one.message(),
              one.latency().toMillis() + " ms",
              Pieces.ago(view.at(), one.since())));
    }
    return Html.of(
        "section",
        Html.of("h2", "Parts"),
        Pieces.table(
            List.of("Part", "Status", "Says", "Took", "Since"), rows, "Nothing is looked at."));
  }

  private static Html units(Visit visit, HealthView view) {
    List<List<?>> rows = new ArrayList<>();
    for (UnitLine one : view.units()) {
      rows.add(
          List.of(
              one.name(),
              Pieces.status(one.status().word(), one.state()),
              one.instances(),
              one.restarts(),
              Pieces.ago(view.at(), one.since())));
    }
    return Html.of(
        "section",
        Html.of("h2", "Units of this node"),
        Pieces.table(
            List.of("Unit", "State", "Instances", "Restarts", "Since"), rows, "No unit runs."),
        resize(visit),
        Html.of(
                "p",
                "Takes effect at once, on this node only, and lasts until the next start or the next"
                    + " change of this unit in conf/local.json. To keep it, write it there.")
            .with("class", "hint"));
  }

  private static Html resize(Visit visit) {
    Html select = Html.of("select").with("name", "unit");
    for (String unit : ConsoleParts.resizable()) {
      select.add(Html.of("option", unit).with("value", unit));
    }
    Html number =
        Html.of("input")
            .with("type", "number")
            .with("name", "instances")
            .with("min", 1)
            .with("max", Changes.MOST_INSTANCES)
            .with("value", 1)
            .flag("required", true);
    return Pieces.form(
            visit,
            "/unit",
            Pieces.field("Unit", select),
            Pieces.field("Instances", number),
            Pieces.reason(),
            Pieces.button("Change", false))
        .with("class", "row");
  }
}

package trt.console;

import io.vertx.core.Future;
import java.util.List;
import java.util.TreeMap;

/** The latest warnings and errors of this process. */
final class ErrorsPage implements Page {
  private static final int LONGEST = 100;

  private final ConsoleParts parts;

  ErrorsPage(ConsoleParts parts) {
    this.parts = parts;
  }

  @Override
  public String path() {
    return "/errors";
  }

  @Override
  public String title() {
    return "Errors";
  }

  @Override
  public Future<List<Html>> body(Visit visit) {
    String sought = visit.text("q", LONGEST);
    String level = visit.text("level");
    List<LogLine> all = parts.lines().latest();
    List<LogLine> lines =
        all.stream()
            .filter(line -> level.isEmpty() || line.level().equals(level))
            .filter(line -> sought.isEmpty() || line.tells(sought))
            .toList();
    Html list = Html.of("section", lines.stream().map(line -> line(visit, line)).toList());
    if (lines.isEmpty()) {
      list.add(
          Html.of(
                  "p",
                  all.isEmpty()
                      ? "No warning and no error since this process has started."
                      : "None of the latest lines matches.")
              .with("class", "none"));
    }
    return Future.succeededFuture(List.of(search(sought, level), list));
  }

  private static Html search(String sought, String level) {
    Html words =
        Html.of("input")
            .with("name", "q")
            .with("type", "search")
            .with("maxlength", LONGEST)
            .with("value", sought);
    Html levels = Html.of("select").with("name", "level");
    for (String one : List.of("", "ERROR", "WARN")) {
      levels.add(
          Html.of("option", one.isEmpty() ? "all" : one)
              .with("value", one)
              .flag("selected", one.equals(level)));
    }
    Html form =
        Html.of(
                "form",
                Pieces.field("correlationId, jobId, updateId, or words", words),
                Pieces.field("Level", levels),
                Pieces.button("Search", false))
            .with("class", "row")
            .with("action", "/console/errors");
    return Html.of(
        "section",
        Html.of(
                "p",
                "The latest 200 lines of this process; the other nodes and older lines are in the"
                    + " log itself.")
            .with("class", "hint"),
        form);
  }

  private static Html line(Visit visit, LogLine line) {
    Html summary =
        Html.of(
            "summary",
            Pieces.status(line.level().equals("ERROR") ? "down" : "degraded", line.level()),
            " ",
            Pieces.ago(visit.now(), line.at()),
            " · ",
            Pieces.words(line.message()));
    Html values = Html.of("p");
    new TreeMap<>(line.values())
        .forEach(
            (name, value) ->
                values.add(
                    Html.of("span", Html.of("i", name, " "), Pieces.words(value))
                        .with("class", "kv")));
    Html more =
        Html.of(
                "p",
                Pieces.moment(line.at()),
                " · ",
                line.logger(),
                line.cause().isEmpty() ? "" : " · ",
                line.cause())
            .with("class", "hint");
    return Html.of("details", summary, line.values().isEmpty() ? "" : values, more)
        .with("class", "line")
        .flag("open", true);
  }
}

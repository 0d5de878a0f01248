package trt.cli.load;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** What the scenarios saw: the rows of the table, and every measurement behind them. */
final class Findings {
  private final PrintWriter progress;
  private final List<Row> rows = new ArrayList<>();
  private final JsonArray details = new JsonArray();

  Findings(PrintWriter progress) {
    this.progress = progress;
  }

  void add(Row row) {
    rows.add(row);
  }

  /** Keeps a measurement and shows it while the next one runs. */
  void detail(String name, Measured measured) {
    details.add(new JsonObject().put("name", name).mergeIn(measured.json()));
    progress.println("  " + name + ": " + measured.line());
    progress.flush();
  }

  List<Row> rows() {
    return rows;
  }

  JsonArray details() {
    return details;
  }

  boolean met() {
    return rows.stream().noneMatch(row -> row.verdict() == Row.Verdict.NOT_MET);
  }
}

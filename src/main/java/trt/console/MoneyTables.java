package trt.console;

import java.util.ArrayList;
import java.util.List;
import trt.domain.dialogue.admin.AdminView;
import trt.domain.dialogue.admin.NumberLine;

/** The tables of {@link MoneyPage}. */
final class MoneyTables {
  private static final String STARS = "XTR";
  private static final int SHORT = 300;

  private MoneyTables() {}

  static Html days(int chosen) {
    Html chips = Html.of("div").with("class", "chips");
    for (int days : List.of(1, 7, 30)) {
      Html chip = Pieces.link(days == 1 ? "today" : days + " days", "/money", "days", days);
      chips.add(days == chosen ? chip.with("aria-current", "true") : chip);
    }
    return chips;
  }

  static Html sums(String name, List<NumberLine> lines, long minorPerStar) {
    List<List<?>> rows = new ArrayList<>();
    for (NumberLine line : lines) {
      rows.add(
          List.of(
              line.name(),
              line.free() == 0 ? line.done() : line.done() + " (" + line.free() + " free)",
              line.failed(),
              Pieces.amount(line.revenue(), STARS, minorPerStar),
              Pieces.amount(line.back(), STARS, minorPerStar),
              line.credits().stripTrailingZeros().toPlainString()));
    }
    return Pieces.table(
        List.of(name, "Finished", "Failed", "Charged", "Returned", "Credits"),
        rows,
        "No job has ended.");
  }

  static Html actions(Visit visit, AdminView.Log log) {
    List<List<?>> rows = new ArrayList<>();
    for (AdminView.Log.Entry entry : log.entries()) {
      rows.add(
          List.of(
              Pieces.ago(visit.now(), entry.at()),
              Pieces.code(entry.admin()),
              entry.deed(),
              Pieces.words(cut(entry.subject())),
              Pieces.words(cut(entry.details())),
              Pieces.words(cut(entry.reason()))));
    }
    return Html.of(
        "section",
        Html.of("h2", "What operators changed"),
        Pieces.table(
            List.of("When", "Operator", "Deed", "About", "Details", "Reason"),
            rows,
            "Nothing yet."));
  }

  private static String cut(String text) {
    return text.length() <= SHORT ? text : text.substring(0, SHORT - 1) + "…";
  }
}

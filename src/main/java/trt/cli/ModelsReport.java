package trt.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import trt.domain.catalog.Kind;
import trt.domain.catalog.Model;
import trt.domain.pricing.Quote.Priced;

/** What became of every variant: one line each, failures first, counts last. */
final class ModelsReport {
  private final List<Line> lines = new ArrayList<>();
  private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
  private final List<String> closed = new ArrayList<>();
  private int models;
  private final long began = System.nanoTime();

  /** How a variant fared. */
  enum Grade {
    FAIL,
    OK,
    /** The model has prices, but none for this combination: it is not sold. */
    NOT_SOLD
  }

  /**
   * @param variant the inputs that decide the price
   * @param found the price, or what went wrong
   */
  record Line(Grade grade, String model, String variant, String found) {
    static Line sold(Model model, String variant, Priced price, String problem) {
      String cost = price.credits().stripTrailingZeros().toPlainString();
      return problem.isEmpty()
          ? new Line(
              Grade.OK,
              model.id(),
              variant,
              (price.isCeiling() ? "at most " : "")
                  + price.minorUnits()
                  + " minor units for "
                  + cost
                  + " credits")
          : new Line(Grade.FAIL, model.id(), variant, problem);
    }

    static Line notSold(Model model, String variant) {
      return new Line(Grade.NOT_SOLD, model.id(), variant, "no price, not sold");
    }

    static Line silent(String model) {
      return new Line(Grade.FAIL, model, "", "callback: none came for the finished task");
    }
  }

  /** A model of the catalogue, sold or closed. */
  void met(Model model, boolean isSold) {
    models++;
    if (isSold) {
      kinds.add(model.kind());
    } else {
      closed.add(model.id());
    }
  }

  /** A closed model has no combinations to speak of; it has a line of its own. */
  void add(Line line) {
    if (!closed.contains(line.model())) {
      lines.add(line);
    }
  }

  boolean hasFailed() {
    return count(Grade.FAIL) > 0;
  }

  void print(PrintWriter out) {
    Stream.concat(lines.stream(), closed.stream().map(ModelsReport::closed))
        .sorted(Comparator.comparing(Line::grade))
        .forEach(
            line ->
                out.printf(
                    "%-8s %-42s %-58s %s%n",
                    word(line.grade()), line.model(), line.variant(), line.found()));
    out.printf(
        "%nmodels: %d (%d sold, %d closed until they are priced), kinds: %d%n",
        models, models - closed.size(), closed.size(), kinds.size());
    out.printf(
        "variants: %d (%d fine, %d failed); combinations without a price, not sold: %d%n",
        count(Grade.OK) + count(Grade.FAIL),
        count(Grade.OK),
        count(Grade.FAIL),
        count(Grade.NOT_SOLD));
    out.printf("took %.1f s%n", (System.nanoTime() - began) / 1e9);
    out.flush();
  }

  private static Line closed(String model) {
    return new Line(
        Grade.NOT_SOLD, model, "", "closed: no price is known; catalog.prices opens it");
  }

  private static String word(Grade grade) {
    return switch (grade) {
      case FAIL -> "fail";
      case OK -> "ok";
      case NOT_SOLD -> "not sold";
    };
  }

  private long count(Grade grade) {
    return lines.stream().filter(line -> line.grade() == grade).count();
  }
}

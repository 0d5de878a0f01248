package trt.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A line of the table of degraded modes in {@code docs/operations.md}: what operators are promised.
 *
 * @param health of the whole bot
 * @param part the component that says why, with its status; {@code –} for none
 * @param live status code
 * @param ready status code
 * @param alerts that must fire
 * @param maybe alerts that may fire besides
 * @param meanwhile {@code answers}, {@code orders wait} or {@code silence}
 */
record Expected(
    String health,
    String part,
    String live,
    String ready,
    Set<String> alerts,
    Set<String> maybe,
    String meanwhile) {
  private static final Path DOCS = Path.of("docs", "operations.md");
  private static final String HEAD = "| mode |";
  private static final int COLUMNS = 7;

  /** All lines by the name of their mode, in the order of the document. */
  static Map<String, Expected> documented() throws IOException {
    Map<String, Expected> lines = new LinkedHashMap<>();
    boolean inside = false;
    for (String line : Files.readAllLines(DOCS)) {
      if (line.startsWith(HEAD)) {
        inside = true;
      } else if (inside && !line.startsWith("|")) {
        return lines;
      } else if (inside && !line.startsWith("|---")) {
        String[] cells = line.substring(1).split("\\|", -1);
        if (cells.length != COLUMNS + 1) {
          throw new IllegalStateException("not " + COLUMNS + " columns: " + line);
        }
        lines.put(cells[0].strip(), of(cells));
      }
    }
    throw new IllegalStateException("no table of modes in " + DOCS);
  }

  private static Expected of(String[] cells) {
    String[] alerts = (cells[5] + "(").split("\\(", -1);
    return new Expected(
        cells[1].strip(),
        cells[2].strip(),
        cells[3].strip(),
        cells[4].strip(),
        names(alerts[0]),
        names(alerts[1].replace(")", "")),
        cells[6].strip());
  }

  private static Set<String> names(String list) {
    Set<String> names = new TreeSet<>(Arrays.asList(list.strip().split("[, ]+")));
    names.remove("");
    names.remove("–");
    return names;
  }
}

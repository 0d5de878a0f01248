package trt.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Warnings and errors in the log of a node, and which of them are explained. */
final class Complaints {
  private static final Pattern LINE =
      Pattern.compile("^\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (WARN|ERROR) +(.*)$");

  /**
   * Time limits that pass when a machine has more to do than it can; on others they say something.
   */
  private static final Pattern OF_HASTE =
      Pattern.compile("Health changed|did not answer|does not answer|in time|timed? ?out|blocked");

  private static final String HASTE = "the machine had more to do than it can";

  private final Map<String, Long> found = new TreeMap<>();

  private final boolean overloaded;

  private Complaints(boolean overloaded) {
    this.overloaded = overloaded;
  }

  /**
   * @param overloaded whether the machine computed for others so much that time limits mean little
   */
  static Complaints in(Path log, boolean overloaded) throws IOException {
    Complaints complaints = new Complaints(overloaded);
    try (Stream<String> lines = Files.lines(log)) {
      lines.forEach(complaints::take);
    }
    return complaints;
  }

  private void take(String line) {
    Matcher matcher = LINE.matcher(line);
    if (matcher.matches()) {
      String what = matcher.group(1) + " " + matcher.group(2).replaceAll("\\d+", "N");
      found.merge(what.length() > 200 ? what.substring(0, 200) : what, 1L, Long::sum);
    }
  }

  /** All of them with how often, numbers replaced. */
  Map<String, Long> all() {
    return found;
  }

  /** Why a line may be there. */
  Optional<String> reason(String line) {
    boolean hasty = overloaded && line.startsWith("WARN") && OF_HASTE.matcher(line).find();
    return hasty ? Optional.of(HASTE) : Optional.empty();
  }

  long unexplained() {
    return found.entrySet().stream()
        .filter(entry -> reason(entry.getKey()).isEmpty())
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}

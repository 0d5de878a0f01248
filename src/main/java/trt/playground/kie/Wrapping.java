package trt.playground.kie;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Breaks a caption into lines. */
final class Wrapping {
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private Wrapping() {}

  static List<String> lines(String text, int perLine, int most) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : SPACES.split(text.strip(), -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > perLine) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines.size() <= most ? lines : shortened(lines, most);
  }

  private static List<String> shortened(List<String> lines, int most) {
    List<String> first = new ArrayList<>(lines.subList(0, most));
    first.set(most - 1, first.get(most - 1) + "…");
    return first;
  }
}

package trt.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The latest lines of the log of this process, a bounded number of bounded lines. Secrets are kept
 * out of the log where they are used; should one get into a line after all, it does not get in
 * here. Safe for all threads.
 */
public final class RecentLines {
  private static final int LONGEST = 1_000;
  private static final int MOST_VALUES = 20;
  // Shorter ones would be found inside ordinary words.
  private static final int SHORTEST_SECRET = 8;

  private final int most;
  private final Deque<LogLine> lines = new ArrayDeque<>();
  private final List<String> secrets = new CopyOnWriteArrayList<>();

  /** Keeps so many. */
  public RecentLines(int most) {
    this.most = most;
  }

  /** Blackens these from now on. */
  public void hide(Collection<String> hidden) {
    hidden.stream()
        .filter(secret -> secret.length() >= SHORTEST_SECRET && !secrets.contains(secret))
        .forEach(secrets::add);
  }

  /** Adds a line; the oldest goes when there are too many. */
  public void add(LogLine line) {
    LogLine kept =
        new LogLine(
            line.at(),
            line.level(),
            line.logger(),
            clean(line.message()),
            clean(line.values()),
            clean(line.cause()));
    synchronized (lines) {
      while (lines.size() >= most) {
        lines.removeLast();
      }
      lines.addFirst(kept);
    }
  }

  /** A copy, the latest first. */
  public List<LogLine> latest() {
    synchronized (lines) {
      return Collections.unmodifiableList(new ArrayList<>(lines));
    }
  }

  private Map<String, String> clean(Map<String, String> values) {
    Map<String, String> clean = new LinkedHashMap<>();
    values.entrySet().stream()
        .limit(MOST_VALUES)
        .forEach(one -> clean.put(clean(one.getKey()), clean(one.getValue())));
    return clean;
  }

  private String clean(String text) {
    String clean = text;
    for (String secret : secrets) {
      clean = clean.replace(secret, "***");
    }
    return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + "…";
  }
}

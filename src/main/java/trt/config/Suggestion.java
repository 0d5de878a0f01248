package trt.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known name was meant by an unknown one. */
final class Suggestion {
  private static final int MOST_EDITS = 3;

  private Suggestion() {}

  static Optional<String> nearest(String unknown, Collection<String> known) {
    return known.stream()
        .filter(name -> edits(unknown, name) <= Math.min(MOST_EDITS, name.length() / 2))
        .min(Comparator.comparingInt(name -> edits(unknown, name)));
  }

  /** The problem of a name nobody reads; hint is empty when no known name is near. */
  static Problem unknown(String name, String hint) {
    return new Problem(
        name,
        "is not a setting",
        hint.isEmpty() ? "remove it" : "did you mean " + hint + "? Otherwise remove it");
  }

  /** Levenshtein distance, ignoring case. */
  private static int edits(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}

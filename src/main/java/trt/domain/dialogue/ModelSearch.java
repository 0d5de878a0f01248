package trt.domain.dialogue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import trt.domain.catalog.Model;

/**
 * Finds models by parts of their names, also mistyped ones and those written with the letters of
 * another alphabet. The order of the menu decides between equals.
 */
final class ModelSearch {
  private static final int FORGIVES_FROM = 4;
  private static final int FORGIVES_TWO_FROM = 8;
  private static final int LONGEST = 60;
  private static final String CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
  private static final List<String> LATIN =
      List.of(
          "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "i", "k", "l", "m", "n", "o", "p", "r",
          "s", "t", "u", "f", "h", "c", "ch", "sh", "sh", "", "y", "", "e", "u", "ya");

  private ModelSearch() {}

  /** At most so many models on the menu, the most alike first. */
  static List<Model> of(Shop shop, String text, int most) {
    List<String> wanted = words(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
    if (wanted.isEmpty()) {
      return List.of();
    }
    List<Map.Entry<Model, Integer>> found = new ArrayList<>();
    for (String id : shop.shown()) {
      shop.find(id)
          .ifPresent(
              model -> {
                int distance = distance(wanted, names(model));
                if (distance < Integer.MAX_VALUE) {
                  found.add(Map.entry(model, distance));
                }
              });
    }
    return found.stream()
        .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> names(Model model) {
    return words(
        String.join(" ", model.title("en"), model.title("ru"), model.offer().family(), model.id()));
  }

  /** Every word must be alike some word of the names. */
  private static int distance(List<String> wanted, List<String> names) {
    int sum = 0;
    for (String word : wanted) {
      int nearest =
          names.stream().mapToInt(name -> distance(word, name)).min().orElse(Integer.MAX_VALUE);
      if (nearest == Integer.MAX_VALUE) {
        return nearest;
      }
      sum += nearest;
    }
    return sum;
  }

  private static int distance(String word, String name) {
    if (name.startsWith(word)) {
      return 0;
    }
    if (name.contains(word) && word.length() > 1) {
      return 1;
    }
    int forgiven = word.length() < FORGIVES_FROM ? 0 : word.length() < FORGIVES_TWO_FROM ? 1 : 2;
    int whole = edits(word, name);
    int beginning =
        name.length() > word.length()
            ? edits(word, name.substring(0, word.length()))
            : Integer.MAX_VALUE;
    int edits = Math.min(whole, beginning);
    return edits <= forgiven ? 1 + edits : Integer.MAX_VALUE;
  }

  /** Letters left out, added, changed or swapped with their neighbour. */
  static int edits(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + same);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }

  /** Words and numbers in Latin letters. */
  private static List<String> words(String text) {
    StringBuilder latin = new StringBuilder();
    for (char letter : text.toLowerCase(Locale.ROOT).toCharArray()) {
      int at = CYRILLIC.indexOf(letter);
      latin.append(at < 0 ? String.valueOf(letter) : LATIN.get(at));
    }
    return Arrays.stream(latin.toString().split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty())
        .distinct()
        .toList();
  }
}

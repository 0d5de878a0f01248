package trt.domain.dialogue;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import trt.domain.catalog.Field;
import trt.domain.catalog.Model;

/**
 * Words and phrases the operator does not want to see in orders. They count as whole words, in any
 * case and whatever stands between them; a text in one language may use words of another.
 */
public final class WordFilter {
  /** Refuses nothing. */
  public static final WordFilter NONE = new WordFilter(List.of());

  private final List<String> phrases;

  /**
   * @param phrases as the operator writes them; blank ones are ignored
   */
  public WordFilter(List<String> phrases) {
    this.phrases =
        phrases.stream()
            .map(WordFilter::words)
            .filter(words -> !words.isBlank())
            .distinct()
            .toList();
  }

  /** Whether a text has one of them. */
  public boolean refuses(String text) {
    if (phrases.isEmpty()) {
      return false;
    }
    String said = words(text);
    return phrases.stream().anyMatch(said::contains);
  }

  /** The first answer of an order that has one of them. */
  Optional<Field> refused(Model model, Session session) {
    return model.fields().stream()
        .filter(field -> !field.type().isMedia())
        .filter(field -> refusesValue(session.inputs().get(field.name())))
        .findFirst();
  }

  private boolean refusesValue(@org.jspecify.annotations.Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(this::refusesValue);
    }
    return value instanceof String text && refuses(text);
  }

  /** The words with one blank around each. */
  private static String words(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .replace('ё', 'е')
            .replaceAll("[^\\p{L}\\p{N}]+", " ")
            .strip();
    return plain.isEmpty() ? "" : " " + plain + " ";
  }
}

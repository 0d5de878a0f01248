package trt.domain.dialogue;

import java.util.Map;

/**
 * A message of the bundles with its arguments, in no language yet.
 *
 * @param key its name in the bundles
 * @param args texts, numbers, other phrases, {@link Stars} or {@link Localized}
 */
public record Phrase(String key, Map<String, Object> args) {
  /** A phrase without arguments. */
  public static Phrase of(String key) {
    return new Phrase(key, Map.of());
  }

  /** A phrase with one argument. */
  public static Phrase of(String key, String name, Object value) {
    return new Phrase(key, Map.of(name, value));
  }

  /** An amount in minor units, shown as Stars. */
  public record Stars(long minorUnits) {}

  /** An amount in minor units for programs: with a point and without groups in every language. */
  public record Exact(long minorUnits) {}

  /** A text that exists once per language, such as a model's title. */
  public record Localized(Map<String, String> byLanguage) {}
}

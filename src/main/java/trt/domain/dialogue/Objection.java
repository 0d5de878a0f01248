package trt.domain.dialogue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import trt.domain.catalog.Field;
import trt.domain.catalog.InputProblem;
import trt.domain.catalog.InputProblem.Violation;
import trt.domain.catalog.Model;

/**
 * What is wrong with an answer or a file, in the user's words: labels, units and what was given.
 */
public final class Objection {
  /** How people call the types of files. */
  private static final Map<String, String> FILE_NAMES =
      Map.ofEntries(
          Map.entry("audio/mpeg", "MP3"),
          Map.entry("audio/mp4", "M4A"),
          Map.entry("audio/x-m4a", "M4A"),
          Map.entry("audio/x-wav", "WAV"),
          Map.entry("audio/wave", "WAV"),
          Map.entry("image/jpeg", "JPEG"),
          Map.entry("image/svg+xml", "SVG"),
          Map.entry("video/quicktime", "MOV"),
          Map.entry("video/x-matroska", "MKV"),
          Map.entry("video/x-msvideo", "AVI"));

  private Objection() {}

  /** The phrase {@code problem.…} for one problem of an order. */
  public static Phrase of(Model model, InputProblem problem) {
    return new Phrase(
        "problem." + key(model, problem),
        Map.of(
            "field", labels(model, problem.field()),
            "limit", shown(problem.violation(), problem.limit()),
            "actual", shown(problem.violation(), problem.actual())));
  }

  private static String key(Model model, InputProblem problem) {
    boolean isFile = model.field(problem.field()).filter(f -> f.type().isMedia()).isPresent();
    return isFile && problem.violation() == Violation.MISSING
        ? "MISSING_FILE"
        : problem.violation().name();
  }

  /** The labels of one field or of a group; inputs nobody is asked for keep their name. */
  private static Phrase.Localized labels(Model model, String names) {
    Map<String, String> byLanguage = new LinkedHashMap<>();
    for (String language : List.of("ru", "en")) {
      byLanguage.put(
          language,
          Arrays.stream(names.split(","))
              .map(name -> member(model, name).map(f -> f.label().in(language)).orElse(name))
              .collect(Collectors.joining(", ")));
    }
    return new Phrase.Localized(byLanguage);
  }

  private static Optional<Field> member(Model model, String name) {
    return model
        .field(name)
        .or(
            () ->
                model.fields().stream()
                    .flatMap(f -> f.limits().members().stream())
                    .filter(m -> m.name().equals(name))
                    .findFirst());
  }

  private static Object shown(Violation violation, String text) {
    if (violation == Violation.WRONG_MEDIA) {
      return text.contains("/") ? fileNames(text) : Phrase.of("media." + medium(text));
    }
    return text.matches("-?\\d{1,18}") ? Long.valueOf(text) : text;
  }

  private static String medium(String text) {
    return text.isEmpty() ? "UNKNOWN" : text;
  }

  private static String fileNames(String types) {
    return Arrays.stream(types.split(", "))
        .map(type -> FILE_NAMES.getOrDefault(type, ending(type)))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String ending(String type) {
    return type.substring(type.indexOf('/') + 1).toUpperCase(Locale.ROOT);
  }
}

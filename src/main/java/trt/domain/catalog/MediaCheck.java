package trt.domain.catalog;

import static trt.domain.catalog.InputProblem.Violation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Checks one file against the limits of the field it is meant for. */
final class MediaCheck {
  private static final long MEGABYTE = 1_048_576;

  private MediaCheck() {}

  static List<InputProblem> of(Field field, MediaFacts file) {
    List<InputProblem> problems = new ArrayList<>();
    field.media().ifPresent(limits -> check(field.name(), limits, file, problems));
    return problems;
  }

  private static void check(
      String name, MediaLimits limits, MediaFacts file, List<InputProblem> problems) {
    boolean typeFits = limits.mimeTypes().isEmpty() || limits.mimeTypes().contains(file.mimeType());
    if (file.medium() != limits.medium() || !typeFits) {
      String wanted =
          limits.mimeTypes().isEmpty()
              ? limits.medium().name()
              : String.join(", ", new TreeSet<>(limits.mimeTypes()));
      problems.add(new InputProblem(name, Violation.WRONG_MEDIA, wanted, file.mimeType()));
    }
    if (file.bytes() > limits.maxBytes()) {
      String actual = Long.toString((file.bytes() + MEGABYTE - 1) / MEGABYTE);
      problems.add(
          new InputProblem(
              name, Violation.FILE_TOO_BIG, Integer.toString(limits.maxMegabytes()), actual));
    }
    if (limits.maxLength().filter(max -> file.length().compareTo(max) > 0).isPresent()) {
      problems.add(
          new InputProblem(
              name,
              Violation.CLIP_TOO_LONG,
              seconds(limits.maxLength().get()),
              seconds(file.length())));
    }
  }

  private static String seconds(Duration length) {
    return Long.toString(length.plusMillis(999).toSeconds());
  }
}

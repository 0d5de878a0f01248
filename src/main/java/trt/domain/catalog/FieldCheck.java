package trt.domain.catalog;

import static trt.domain.catalog.InputProblem.Violation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import trt.domain.catalog.Limits.Range;

/** Checks one value against one field. */
final class FieldCheck {
  private FieldCheck() {}

  static List<InputProblem> value(Field field, @Nullable Object value) {
    List<InputProblem> problems = new ArrayList<>();
    if (value == null || value.equals("") || value.equals(List.of())) {
      if (field.required()) {
        problems.add(new InputProblem(field.name(), Violation.MISSING, "", ""));
      }
      return problems;
    }
    switch (field.type()) {
      case TEXT, MEDIA, EARLIER_TASK, EARLIER_TRACK -> text(field, value, problems);
      case INTEGER, NUMBER -> number(field, value, problems);
      case FLAG -> flag(field, value, problems);
      case MEDIA_LIST, TEXT_LIST, RECORD_LIST -> list(field, value, problems);
    }
    if (problems.isEmpty() && field.isChoice() && !isOption(field, value)) {
      problems.add(problem(field, Violation.NOT_AN_OPTION, options(field), value));
    }
    return problems;
  }

  private static void text(Field field, Object value, List<InputProblem> problems) {
    if (!(value instanceof String text)) {
      problems.add(problem(field, Violation.WRONG_TYPE, "", value));
      return;
    }
    int length = text.codePointCount(0, text.length());
    range(
        field,
        field.limits().length(),
        BigDecimal.valueOf(length),
        Violation.TEXT_TOO_SHORT,
        Violation.TEXT_TOO_LONG,
        problems);
  }

  private static void number(Field field, Object value, List<InputProblem> problems) {
    if (!(value instanceof Number given)) {
      problems.add(problem(field, Violation.WRONG_TYPE, "", value));
      return;
    }
    BigDecimal number = new BigDecimal(given.toString());
    if (field.type() == FieldType.INTEGER && number.stripTrailingZeros().scale() > 0) {
      problems.add(problem(field, Violation.OFF_STEP, "1", value));
    }
    Range allowed = field.limits().value();
    range(field, allowed, number, Violation.TOO_SMALL, Violation.TOO_LARGE, problems);
    if (allowed.isOffStep(number)) {
      problems.add(problem(field, Violation.OFF_STEP, plain(allowed.step().orElseThrow()), value));
    }
  }

  private static void flag(Field field, Object value, List<InputProblem> problems) {
    if (!(value instanceof Boolean)) {
      problems.add(problem(field, Violation.WRONG_TYPE, "", value));
    }
  }

  private static void list(Field field, Object value, List<InputProblem> problems) {
    if (!(value instanceof List<?> items)) {
      problems.add(problem(field, Violation.WRONG_TYPE, "", value));
      return;
    }
    BigDecimal count = BigDecimal.valueOf(items.size());
    range(field, field.limits().items(), count, Violation.TOO_FEW, Violation.TOO_MANY, problems);
    for (Object item : items) {
      if (field.type() != FieldType.RECORD_LIST) {
        text(field, item, problems);
      } else if (item instanceof Map<?, ?> record) {
        field.limits().members().forEach(m -> problems.addAll(value(m, record.get(m.name()))));
      } else {
        problems.add(problem(field, Violation.WRONG_TYPE, "", item));
      }
    }
  }

  private static void range(
      Field field,
      Range range,
      BigDecimal actual,
      Violation below,
      Violation above,
      List<InputProblem> problems) {
    if (range.isBelow(actual)) {
      problems.add(problem(field, below, plain(range.min().orElseThrow()), plain(actual)));
    }
    if (range.isAbove(actual)) {
      problems.add(problem(field, above, plain(range.max().orElseThrow()), plain(actual)));
    }
  }

  private static boolean isOption(Field field, Object value) {
    return field.options().stream().anyMatch(option -> same(option.value(), value));
  }

  /** Whether two input values mean the same: 5 and 5.0 do, 5 and "5" do not. */
  static boolean same(Object a, Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return new BigDecimal(x.toString()).compareTo(new BigDecimal(y.toString())) == 0;
    }
    return a.equals(b);
  }

  private static String options(Field field) {
    return String.join(", ", field.options().stream().map(o -> o.value().toString()).toList());
  }

  private static InputProblem problem(
      Field field, Violation violation, String limit, Object actual) {
    return new InputProblem(field.name(), violation, limit, actual.toString());
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}

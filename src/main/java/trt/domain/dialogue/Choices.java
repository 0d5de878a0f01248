package trt.domain.dialogue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import trt.domain.catalog.Field;
import trt.domain.catalog.FieldType;
import trt.domain.catalog.Option;
import trt.domain.catalog.Words;

/** What a field offers on buttons, and what a text means to it. */
final class Choices {
  private static final List<Option> YES_NO =
      List.of(new Option(true, new Words("Да", "Yes")), new Option(false, new Words("Нет", "No")));

  private Choices() {}

  /** Empty: the answer is written or sent. */
  static List<Option> of(Field field) {
    return field.type() == FieldType.FLAG ? YES_NO : field.options();
  }

  /** The option somebody wrote instead of pressing it. */
  static boolean isMeant(Option option, String text) {
    String said = text.strip();
    return option.value().toString().equalsIgnoreCase(said)
        || option.label().en().equalsIgnoreCase(said)
        || option.label().ru().equalsIgnoreCase(said);
  }

  /**
   * A text as the field keeps it; as it is where it does not fit, so that the check can say why.
   */
  static Object value(Field field, String text) {
    String said = text.strip();
    return switch (field.type()) {
      case INTEGER, NUMBER -> number(said);
      case TEXT_LIST -> said.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
      default -> said;
    };
  }

  private static Object number(String said) {
    String plain = said.replace(',', '.').toLowerCase(Locale.ROOT);
    if (!plain.matches("[+-]?\\d{1,12}(\\.\\d{1,6})?")) {
      return said;
    }
    BigDecimal number = new BigDecimal(plain).stripTrailingZeros();
    if (number.scale() > 0) {
      return number.doubleValue();
    }
    return number.longValueExact();
  }
}

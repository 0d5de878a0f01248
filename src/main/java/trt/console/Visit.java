package trt.console;

import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.Optional;

/**
 * One request of an operator who is logged in.
 *
 * @param formToken what a form must bring back; other sites cannot know it
 * @param once names the forms of this page, so that each takes effect once
 * @param fields of the address, or of the form that was sent
 */
record Visit(long operator, String formToken, String once, MultiMap fields, Instant now) {
  private static final int USUAL = 64;

  /** A field, empty when absent; what is too long is refused. */
  String text(String name) {
    return text(name, USUAL);
  }

  /**
   * A field, stripped, empty when absent.
   *
   * @throws Unwelcome when it is longer than so many characters
   */
  String text(String name, int most) {
    String value = Optional.ofNullable(fields.get(name)).orElse("").strip();
    if (value.length() > most) {
      throw Unwelcome.because(
          "“%s” is longer than %d characters. Nothing was changed.".formatted(name, most));
    }
    return value;
  }

  /** A field that must be a whole number from 0 on; anything else is -1. */
  long number(String name) {
    String value = text(name);
    return value.length() < 19 && value.matches("[0-9]+") ? Long.parseLong(value) : -1;
  }
}

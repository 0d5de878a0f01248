package trt.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 250ms}, {@code 5s}, {@code 1m30s}, {@code 72h}. */
public final class Durations {
  private static final Pattern WHOLE =
      Pattern.compile("(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");

  private Durations() {}

  /**
   * Reads a duration: hours, minutes, seconds, milliseconds, in this order, each at most once.
   *
   * @throws IllegalArgumentException for anything else, and for a number without a unit
   */
  public static Duration parse(String text) {
    Matcher matcher = WHOLE.matcher(text.strip());
    if (text.isBlank() || !matcher.matches()) {
      throw new IllegalArgumentException("not a duration");
    }
    try {
      return Duration.ofHours(number(matcher, 1))
          .plusMinutes(number(matcher, 2))
          .plusSeconds(number(matcher, 3))
          .plusMillis(number(matcher, 4));
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("not a duration", e);
    }
  }

  private static long number(Matcher matcher, int group) {
    String digits = matcher.group(group);
    if (digits == null) {
      return 0;
    }
    if (digits.length() > 9) {
      throw new IllegalArgumentException("not a duration");
    }
    return Long.parseLong(digits);
  }
}

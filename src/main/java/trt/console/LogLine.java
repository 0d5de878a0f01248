package trt.console;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * A line of the log.
 *
 * @param level {@code WARN} or {@code ERROR}
 * @param values its key values, by name
 * @param cause class and message of what was thrown, empty when nothing was
 */
public record LogLine(
    Instant at,
    String level,
    String logger,
    String message,
    Map<String, String> values,
    String cause) {
  /** Copies the values. */
  public LogLine {
    values = Map.copyOf(values);
  }

  /** Whether one of its values is this, or its message or cause has it within. */
  boolean tells(String text) {
    String sought = text.toLowerCase(Locale.ROOT);
    return values.values().stream().anyMatch(value -> value.equalsIgnoreCase(text))
        || (message + '\n' + logger + '\n' + cause).toLowerCase(Locale.ROOT).contains(sought);
  }
}

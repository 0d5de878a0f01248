package trt.domain.catalog;

import java.util.List;
import java.util.Optional;

/**
 * One input of a model.
 *
 * @param name KIE's own name, sent as it is
 * @param label what the user is asked for
 * @param options the closed choice, in KIE's order; empty = free
 */
public record Field(
    String name, FieldType type, Words label, Use use, Limits limits, List<Option> options) {
  public Field {
    options = List.copyOf(options);
  }

  public boolean required() {
    return use.required();
  }

  public boolean asked() {
    return use.asked();
  }

  /** The value sent when the user gives none. */
  public Optional<Object> fallback() {
    return use.fallback();
  }

  /** Which files this input takes; empty when it takes none. */
  public Optional<MediaLimits> media() {
    return limits.media();
  }

  /** Whether the user picks from {@link #options()}. */
  public boolean isChoice() {
    return !options.isEmpty();
  }
}

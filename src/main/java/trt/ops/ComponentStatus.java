package trt.ops;

import java.util.Locale;

/** How well something works. Ordered from good to bad. */
public enum ComponentStatus {
  /** As it should. */
  OK,
  /** The bot keeps its promises, slower or with something closed. */
  DEGRADED,
  /** It does not work. */
  DOWN;

  /** As written in answers and pages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  ComponentStatus worse(ComponentStatus other) {
    return compareTo(other) >= 0 ? this : other;
  }
}

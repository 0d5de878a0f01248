package trt.supervision;

import org.jspecify.annotations.Nullable;

/** A unit that did not do what the supervisor asked of it. The message names the unit. */
public final class UnitFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnitFailure(String unit, String what, @Nullable Throwable cause) {
    super("unit " + unit + " " + what, cause);
  }
}

package trt.tracing;

import java.util.Optional;

/** Where in its trace a step stands. */
public enum Place {
  /** The update was committed: the root, of which there is one. */
  RECEIVED(true),
  /** The update took effect, which happens once. */
  HANDLED(true),
  /** Something that came of receiving it, any number of times. */
  BENEATH_RECEIVED(false),
  /** Something that came of handling it, any number of times. */
  BENEATH_HANDLED(false);

  private final boolean known;

  Place(boolean known) {
    this.known = known;
  }

  /** Whether there is only one, whose id follows from the update. */
  boolean isKnown() {
    return known;
  }

  /** What it hangs on; empty for the root. */
  Optional<Place> above() {
    return switch (this) {
      case RECEIVED -> Optional.empty();
      case HANDLED, BENEATH_RECEIVED -> Optional.of(RECEIVED);
      case BENEATH_HANDLED -> Optional.of(HANDLED);
    };
  }
}

package trt.domain.dialogue;

import java.util.List;

/**
 * How the balance can be topped up with Stars.
 *
 * @param amounts whole Stars on the buttons
 * @param least whole Stars of one top-up
 * @param most whole Stars of one top-up
 * @param minorPerStar minor units of the wallet in one Star
 * @param open false when no money is taken
 */
public record Till(List<Long> amounts, long least, long most, long minorPerStar, boolean open) {
  /** Copies the list. */
  public Till {
    amounts = List.copyOf(amounts);
  }

  /** Takes no money. */
  public static Till shut() {
    return new Till(List.of(), 1, 1, 1, false);
  }

  /** The smallest top-up that brings so many minor units; it may be larger than allowed. */
  long enoughFor(long minorUnits) {
    long stars = Math.floorDiv(minorUnits + minorPerStar - 1, minorPerStar);
    return Math.max(least, stars);
  }
}

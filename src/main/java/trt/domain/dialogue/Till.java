package trt.domain.dialogue;

import java.util.List;
import java.util.Optional;

/**
 * How the balance can be topped up.
 *
 * @param amounts whole Stars on the buttons
 * @param least whole Stars of one top-up
 * @param most whole Stars of one top-up
 * @param minorPerStar minor units of the wallet in one Star
 * @param open false when no money is taken
 * @param transfer how it is done by transfer, empty when it is not
 */
public record Till(
    List<Long> amounts,
    long least,
    long most,
    long minorPerStar,
    boolean open,
    Optional<Transfer> transfer) {
  /** Copies the list. */
  public Till {
    amounts = List.copyOf(amounts);
  }

  /** Takes Stars only. */
  public Till(List<Long> amounts, long least, long most, long minorPerStar, boolean open) {
    this(amounts, least, most, minorPerStar, open, Optional.empty());
  }

  /**
   * Transfers outside Telegram.
   *
   * @param details where to
   * @param price of one Star, as it is shown; may be empty
   * @param hours for which a request waits
   */
  public record Transfer(String details, String price, long hours) {}

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

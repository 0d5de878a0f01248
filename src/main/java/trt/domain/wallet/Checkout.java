package trt.domain.wallet;

import java.util.Optional;

/**
 * Whether somebody may pay what they are about to pay. Nothing has been charged when it is decided.
 */
public final class Checkout {
  /** Telegram's name of the Star. */
  public static final String STARS = "XTR";

  private Checkout() {}

  /** Why not; each has words of its own. */
  public enum Refusal {
    /** No invoice of ours has this payload. */
    UNKNOWN,
    /** It was made for somebody else. */
    STRANGER,
    /** It is not over this amount, or not in Stars. */
    AMOUNT,
    /** It was left too long. */
    EXPIRED,
    /** Nothing can be bought at the moment. */
    CLOSED,
    /** Nothing is done for this person. */
    BANNED
  }

  /**
   * Decides about one checkout.
   *
   * @param issued the invoice with the payload of the checkout
   * @param open whether anything is sold
   * @return empty when it may be paid
   */
  public static Optional<Refusal> refuse(
      Optional<Issued> issued, long userId, String currency, long stars, boolean open) {
    if (issued.isEmpty()) {
      return Optional.of(Refusal.UNKNOWN);
    }
    Issued invoice = issued.get();
    if (invoice.userId() != userId) {
      return Optional.of(Refusal.STRANGER);
    }
    if (invoice.banned()) {
      return Optional.of(Refusal.BANNED);
    }
    if (!currency.equals(STARS) || invoice.stars() != stars) {
      return Optional.of(Refusal.AMOUNT);
    }
    if (!invoice.alive()) {
      return Optional.of(Refusal.EXPIRED);
    }
    return open ? Optional.empty() : Optional.of(Refusal.CLOSED);
  }
}

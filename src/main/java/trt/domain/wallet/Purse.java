package trt.domain.wallet;

/**
 * A person's two wallets as the dialogue sees them.
 *
 * @param available what can be spent, in minor units (1 Star = 100)
 * @param held what running jobs have reserved, in minor units
 * @param debt what a refund took back after it was spent, in minor units; nothing can be bought
 *     before it is paid
 * @param freeLeft free generations left today
 */
public record Purse(
    long starsWallet, long available, long held, long debt, long freeWallet, long freeLeft) {
  /** Whether this price, in minor units, can be paid now. */
  public boolean canPay(long price) {
    return debt == 0 && available >= price;
  }

  /** What must come in, in minor units, before this price can be paid; a debt is paid first. */
  public long missing(long price) {
    return Math.max(0, price - available) + debt;
  }
}

package trt.domain.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who may pay which invoice. */
class CheckoutTest {
  private static final Issued OURS = new Issued(7, 50, true, false);

  @Test
  void onlyTheRightPersonPaysTheRightAmountInTimeWhileSomethingIsSold() {
    assertEquals(Optional.empty(), Checkout.refuse(Optional.of(OURS), 7, "XTR", 50, true));
    refused(Checkout.Refusal.UNKNOWN, Checkout.refuse(Optional.empty(), 7, "XTR", 50, true));
    refused(Checkout.Refusal.STRANGER, Checkout.refuse(Optional.of(OURS), 8, "XTR", 50, true));
    refused(Checkout.Refusal.AMOUNT, Checkout.refuse(Optional.of(OURS), 7, "XTR", 49, true));
    refused(Checkout.Refusal.AMOUNT, Checkout.refuse(Optional.of(OURS), 7, "USD", 50, true));
    refused(
        Checkout.Refusal.EXPIRED,
        Checkout.refuse(Optional.of(new Issued(7, 50, false, false)), 7, "XTR", 50, true));
    refused(
        Checkout.Refusal.BANNED,
        Checkout.refuse(Optional.of(new Issued(7, 50, true, true)), 7, "XTR", 50, true));
    refused(Checkout.Refusal.CLOSED, Checkout.refuse(Optional.of(OURS), 7, "XTR", 50, false));
  }

  private static void refused(Checkout.Refusal why, Optional<Checkout.Refusal> found) {
    assertEquals(Optional.of(why), found);
  }
}

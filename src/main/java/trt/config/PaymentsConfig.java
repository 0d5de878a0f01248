package trt.config;

import java.time.Duration;
import java.util.List;

/** Top-ups with Telegram Stars, and how they are compared with what Telegram has on record. */
public record PaymentsConfig(
    @Setting("Whether top-ups are taken: open, or closed. Waits for a restart.") Sales sales,
    @Setting("Amounts on the buttons, in whole Stars.") List<Long> amounts,
    @Setting(value = "Least top-up, in whole Stars.", max = 100_000) long least,
    @Setting(
            value = "Largest top-up, in whole Stars; Telegram has a limit of its own.",
            max = 100_000)
        long most,
    @Setting("How long an invoice can be paid; later the payment is refused and nothing charged.")
        Duration invoiceLife,
    @Setting(
            "Pause between looks at Telegram's list of transactions. A payment whose message was"
                + " lost is credited at the latest then.")
        Duration reconcileEvery,
    @Setting("Pause after a look that failed, and between looks for refunds to be made.")
        Duration retryEvery,
    @Setting(
            value = "So many transactions that were read before are read again each time.",
            min = 0,
            max = 10_000)
        int reread,
    @Setting("Refunds asked for in one pass.") int refundsAtOnce,
    @Setting("Longest pause between two attempts at one refund.") Duration refundRetryMax,
    @Setting(
            "A payment that is not on Telegram's list after this time counts as unconfirmed: an"
                + " operator should look.")
        Duration confirmWithin) {
  /** Whether money is taken. */
  public enum Sales {
    OPEN,
    CLOSED
  }

  /** Copies the list. */
  public PaymentsConfig {
    amounts = List.copyOf(amounts);
  }
}

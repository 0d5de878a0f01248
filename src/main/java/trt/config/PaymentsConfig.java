package trt.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        Duration confirmWithin,
    @Setting(
            "Whether a balance can also be topped up by a transfer that an admin approves: on, or"
                + " off. Telegram allows digital goods to be sold for Stars only. Waits for a"
                + " restart.")
        Manual manual,
    @Setting(
            value =
                "Where to transfer, as people read it: a card, an account. Without it there are no"
                    + " transfers.",
            pattern = "(?s).{0,1000}",
            expected = "a text of at most 1000 characters")
        @Nullable String manualDetails,
    @Setting(
            value = "Price of one Star by transfer, shown as it is, such as 1.5 ₽.",
            pattern = ".{0,50}",
            expected = "a text of at most 50 characters")
        @Nullable String manualPrice,
    @Setting(value = "Requests for transfers that one person may have open.", max = 100)
        int manualOpen,
    @Setting("How long a request waits for the person to say that the transfer is made.")
        Duration manualLife) {
  /** Whether money is taken. */
  public enum Sales {
    OPEN,
    CLOSED
  }

  /** Whether transfers are offered. */
  public enum Manual {
    ON,
    OFF
  }

  /** Where to transfer; empty while transfers are off, or nobody says where to. */
  public Optional<String> transferTo() {
    return Optional.ofNullable(manualDetails)
        .filter(details -> manual == Manual.ON && !details.isBlank());
  }

  /** Copies the list. */
  public PaymentsConfig {
    amounts = List.copyOf(amounts);
  }
}

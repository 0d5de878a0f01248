package trt.domain.wallet;

import java.time.LocalDateTime;

/**
 * One change of what a person can spend.
 *
 * @param id ascends with time
 * @param model id of the model behind it, empty when there is none
 * @param at in the time zone of the statement
 * @param amount minor units, or free generations; negative when it went away
 */
public record Movement(long id, Reason reason, String model, LocalDateTime at, long amount) {
  /** Why something moved. */
  public enum Reason {
    /** A finished generation. */
    GENERATION,
    /** Reserved for a generation that is not over. */
    RUNNING,
    /** Reserved for a generation that did not work out; it came back. */
    FAILED,
    /** What was reserved came back in full. */
    MONEY_BACK,
    /** What was reserved and not used came back. */
    REST_BACK,
    /** Stars were paid. */
    TOPUP,
    /** A transfer outside Telegram came. */
    MANUAL,
    /** Stars went back to who had paid them. */
    REFUND,
    /** Stars could not go back, so the money did. */
    REFUND_UNDONE,
    /** The welcome. */
    GIFT,
    /** The free generations of a day. */
    FREE,
    /** A promo code. */
    PROMO,
    /** A friend came. */
    REFERRAL,
    /** Given because something went wrong. */
    GOODWILL,
    /** Set right by people. */
    CORRECTION;

    /**
     * The reason of a row of the journal.
     *
     * @param kind of the transfer
     * @param idem its name
     * @param closing C when the job's money was charged, R when it came back, empty while neither
     * @throws IllegalArgumentException for a kind that does not move what can be spent
     */
    public static Reason of(String kind, String idem, String closing) {
      return switch (kind) {
        case "hold" -> closing.isEmpty() ? RUNNING : closing.equals("C") ? GENERATION : FAILED;
        case "release" -> closing.equals("C") ? REST_BACK : MONEY_BACK;
        case "topup" -> TOPUP;
        case "manual" -> MANUAL;
        case "clawback" -> REFUND;
        case "gift" -> GIFT;
        case "free" -> FREE;
        case "promo" -> PROMO;
        case "referral" -> REFERRAL;
        case "goodwill" -> GOODWILL;
        case "adjust" -> idem.startsWith("unclaw") ? REFUND_UNDONE : CORRECTION;
        default -> throw new IllegalArgumentException(kind + " is no movement of a balance");
      };
    }
  }
}

package trt.domain.dialogue;

import trt.domain.dialogue.admin.AdminWish;

/**
 * What must be looked up, or done, before an input can be answered. It happens in the transaction
 * of the update: with the answer or not at all.
 */
public sealed interface Errand {
  /** An earlier job of this person. */
  record Recall(long job) implements Errand {}

  /** A person's wish about their own things. */
  record Own(OwnWish wish) implements Errand {}

  /** Something of this person's own past. */
  record Past(PastWish wish) implements Errand {}

  /** What has to do with a person's own money. */
  sealed interface OfMoney extends Errand {
    /**
     * A page of movements.
     *
     * @param free of the free generations instead of the Stars
     * @param newer those after the movement of that id, else those before it
     * @param id of a movement; 0 asks for the newest
     */
    record Page(boolean free, boolean newer, long id) implements OfMoney {}

    /** Movements for a file, newest first, those before that id; 0 begins with the newest. */
    record Export(boolean free, long before) implements OfMoney {}

    /** A promo code, as it is stored. */
    record Redeem(String code) implements OfMoney {}

    /** An admin makes a code; for everybody else nothing comes of it. */
    record NewPromo(String code, long amount, int uses, int days) implements OfMoney {}

    /** An admin looks at the codes. */
    record Promos() implements OfMoney {}

    /** An admin ends a code. */
    record ClosePromo(String code) implements OfMoney {}

    /** A link by which others come. */
    record Invite() implements OfMoney {}

    /** Somebody came by a link with that code. */
    record Arrive(String code) implements OfMoney {}

    /** Payments that may be asked back. */
    record Payments() implements OfMoney {}

    /** A payment is asked back; it is named as {@link Outcome.OfMoney.Payment} names it. */
    record AskBack(String payment) implements OfMoney {}

    /** A transfer of so many whole Stars is to be made. */
    record AskTransfer(long stars) implements OfMoney {}

    /** The transfer of that request is made, or given up. */
    record AnswerTransfer(long request, boolean paid) implements OfMoney {}
  }

  /** An operator's wish, fulfilled for operators only. */
  record Administer(AdminWish wish) implements Errand {}
}

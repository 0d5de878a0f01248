package trt.domain.dialogue;

/**
 * What must be looked up, or done, before an input can be answered. It happens in the transaction
 * of the update: with the answer or not at all.
 */
public sealed interface Errand {
  /** An earlier job of this person. */
  record Recall(long job) implements Errand {}

  /** Something of this person's own past. */
  record Past(PastWish wish) implements Errand {}
}

package trt.domain.dialogue;

import trt.domain.dialogue.admin.AdminWish;

/**
 * What must be looked up, or done, before an input can be answered. It happens in the transaction
 * of the update: with the answer or not at all.
 */
public sealed interface Errand {
  /** An earlier job of this person. */
  record Recall(long job) implements Errand {}

  /** An operator's wish, fulfilled for operators only. */
  record Administer(AdminWish wish) implements Errand {}
}

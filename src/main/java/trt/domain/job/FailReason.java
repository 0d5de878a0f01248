package trt.domain.job;

/**
 * Why a job ended without a result. The user is told each in other words; the money goes back in
 * all of them.
 */
public enum FailReason {
  /** KIE's content policy refused the prompt or the picture. */
  CONTENT_POLICY,
  /** KIE refused the inputs for a reason that is ours to mend. */
  BAD_INPUT,
  /** The model tried and failed. */
  PROVIDER_FAILED,
  /** No result within the time limit. */
  TIMED_OUT,
  /** KIE did not take the job within the time limit. */
  NOT_ACCEPTED,
  /** The answer to the submission was lost and nobody called back. */
  LOST,
  /** A file of the order can no longer be fetched from Telegram. */
  FILE_GONE,
  /** KIE did not take a file of the order. */
  FILE_REFUSED,
  /** A file of the order could not be handed over within the time limit. */
  FILE_STUCK,
  /** A file of the order is longer than its sender said, and the price rests on that. */
  FILE_LONGER,
  /** The price rests on the length of a file that does not tell it. */
  FILE_UNMEASURED,
  /** The user cancelled before the job was submitted. */
  CANCELLED
}

package trt.domain.outbox;

/**
 * Who goes first when Telegram lets out less than waits. Read from a call's method and from the
 * prefix of its name: {@code job:} is the end of a job, {@code cast:} a broadcast, anything else an
 * answer to what somebody did.
 */
public enum Urgency {
  /** Answers to queries: they have a deadline, belong to no message and need no order. */
  ANSWER,
  /** Somebody has written or pressed and looks at the screen. */
  REPLY,
  /** Somebody has paid and waits for minutes already. */
  RESULT,
  /** Everything else. */
  BROADCAST;

  /** What methods of {@link #ANSWER} begin with; the same words are in the schema. */
  private static final String ANSWERS = "answer";

  /** The urgency of a call. */
  public static Urgency of(String method, String dedupe) {
    if (method.startsWith(ANSWERS)) {
      return ANSWER;
    }
    if (dedupe.startsWith("job:")) {
      return RESULT;
    }
    return dedupe.startsWith("cast:") ? BROADCAST : REPLY;
  }
}

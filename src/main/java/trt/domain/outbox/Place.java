package trt.domain.outbox;

/**
 * Where in a chat an answer belongs.
 *
 * @param group whether others read along
 * @param thread the topic of the chat, 0 for none
 * @param replyTo the message of the person who is answered, 0 for none; in a group only
 * @param owner whose buttons they are, 0 when nobody else can see them
 */
public record Place(boolean group, long thread, long replyTo, long owner) {
  /** A chat of one person with the bot, without topics. */
  public static final Place PRIVATE = new Place(false, 0, 0, 0);

  /** Whether an answer here needs nothing but the number of the chat. */
  public boolean isPlain() {
    return thread == 0 && replyTo == 0 && owner == 0;
  }
}

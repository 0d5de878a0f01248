package trt.domain.inbox;

/**
 * The keys by which updates queue: the chat's id, the person's where there is no chat, and for a
 * checkout a key of its own, because Telegram too queues checkouts beside the chat and a payment
 * must not wait behind what was written before it.
 */
public final class ChatKeys {
  /**
   * Keys of checkouts are smaller, all others are not: ids of Telegram have at most 52 significant
   * bits (Bot API, Chat). So an index on the key gives checkouts first.
   */
  public static final long CHECKOUTS_BELOW = Long.MIN_VALUE / 2;

  private static final long ID_BITS = (1L << 56) - 1;

  private ChatKeys() {}

  /** The key of a person's checkouts. */
  public static long ofCheckout(long userId) {
    return Long.MIN_VALUE | (userId & ID_BITS);
  }

  /** Where an answer about an update with this key can be written; 0 when nowhere. */
  public static long chat(long chatKey) {
    return chatKey < CHECKOUTS_BELOW ? chatKey & ID_BITS : chatKey;
  }
}

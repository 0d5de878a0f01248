package trt.domain.inbox;

import java.util.Locale;

/**
 * A committed update that has not taken effect yet.
 *
 * @param chatKey the chat, or the person where there is no chat: updates of one key take effect in
 *     order
 * @param kind number of an {@link UpdateKind}
 * @param payload the update as Telegram sent it; shared, never changed
 */
@SuppressWarnings("ArrayRecordComponent") // identity is the id; the bytes are carried, not compared
public record PendingUpdate(
    int shard, long chatKey, int feedId, int updateId, int kind, byte[] payload) {
  /** What a user tells support and an operator looks for when this update was set aside. */
  public String correlationId() {
    if (updateId < 0) {
      return "OWN" + Long.toString(-(long) updateId, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
    }
    long unique = ((long) feedId << (Integer.SIZE - 1)) | updateId;
    return Long.toString(unique, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
  }
}

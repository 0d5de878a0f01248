package trt.domain.inbox;

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
    int shard, long chatKey, int feedId, int updateId, int kind, byte[] payload) {}

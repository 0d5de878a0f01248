package trt.domain.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A call to Telegram about to be committed.
 *
 * @param dedupe its name: writing the same one twice writes it once
 * @param body JSON with {@code params} and, where needed, {@code files} and {@code fallback}
 * @param target name of the earlier message to edit, when its id is not known here
 * @param expiresAt when it has lost its meaning
 * @param cause number of the update it answers, if it answers one
 */
public record Draft(
    int shard,
    long chatKey,
    String dedupe,
    DeliveryClass deliveryClass,
    String method,
    String body,
    Optional<String> target,
    Optional<Instant> expiresAt,
    OptionalInt cause) {
  /** A call without a cause. */
  public Draft(
      int shard,
      long chatKey,
      String dedupe,
      DeliveryClass deliveryClass,
      String method,
      String body,
      Optional<String> target,
      Optional<Instant> expiresAt) {
    this(
        shard,
        chatKey,
        dedupe,
        deliveryClass,
        method,
        body,
        target,
        expiresAt,
        OptionalInt.empty());
  }

  /** The same call as an answer to an update. */
  public Draft causedBy(OptionalInt updateId) {
    return new Draft(
        shard, chatKey, dedupe, deliveryClass, method, body, target, expiresAt, updateId);
  }

  /** The same call as an answer to an update. */
  public Draft causedBy(int updateId) {
    return causedBy(OptionalInt.of(updateId));
  }
}

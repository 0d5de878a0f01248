package trt.domain.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * A call to Telegram about to be committed.
 *
 * @param dedupe its name: writing the same one twice writes it once
 * @param body JSON with {@code params} and, where needed, {@code files} and {@code fallback}
 * @param target name of the earlier message to edit, when its id is not known here
 * @param expiresAt when it has lost its meaning
 */
public record Draft(
    int shard,
    long chatKey,
    String dedupe,
    DeliveryClass deliveryClass,
    String method,
    String body,
    Optional<String> target,
    Optional<Instant> expiresAt) {}

package trt.domain.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * A committed call to Telegram that has not been made, or not surely.
 *
 * @param id order within the chat
 * @param dedupe its name, unique for ever
 * @param body JSON, see {@code trt.telegram}'s call body: params, files, fallback
 * @param target name of the earlier message this one edits, when its message id was not known yet
 * @param sendingAt when a send was begun whose end nobody recorded; only for {@link
 *     DeliveryClass#MUST_ARRIVE}
 */
public record Outgoing(
    int shard,
    long chatKey,
    long id,
    String dedupe,
    DeliveryClass deliveryClass,
    String method,
    String body,
    Optional<String> target,
    Optional<Instant> sendingAt,
    Optional<Instant> notBefore,
    Optional<Instant> expiresAt) {}

package trt.bus;

import java.time.Instant;

/**
 * A call to Telegram that is on no disk: progress, typing. Dropped when it is late or in the way.
 *
 * @param params JSON parameters of the method
 */
public record Perishable(
    int shard, long chatKey, String method, String params, Instant expiresAt) {}

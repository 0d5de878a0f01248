package trt.domain.dialogue.admin;

import java.time.Instant;

/**
 * A request for a transfer of which the person says that it is made.
 *
 * @param stars whole Stars
 * @param amount minor units
 * @param at when the person said so
 */
public record TransferRequest(
    long id, long person, String name, long stars, long amount, Instant at) {}

package trt.domain.wallet;

import java.time.Instant;

/**
 * A payment in Stars that Telegram has taken.
 *
 * @param id Telegram's charge id: the only thing that tells two payments apart
 * @param userId who has paid
 * @param stars whole Stars, more than 0
 * @param payload what our invoice carried; anything in a forged or foreign one
 * @param paidAt as Telegram dates it
 */
public record Charge(String id, long userId, long stars, String payload, Instant paidAt) {}

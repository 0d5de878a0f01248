package trt.domain.wallet;

/**
 * An invoice as it was written down before it was sent.
 *
 * @param userId the only person who may pay it
 * @param stars whole Stars
 * @param alive whether it has not expired, by the clock of the database
 * @param banned whether nothing is done for that person now
 */
public record Issued(long userId, long stars, boolean alive, boolean banned) {}

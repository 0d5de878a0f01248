package trt.console;

import java.time.Instant;

/**
 * A comparison of all wallets with the journal.
 *
 * @param wallets those that disagree; anything but 0 is an alarm
 */
public record Audit(long wallets, Instant at) {}

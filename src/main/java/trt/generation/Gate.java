package trt.generation;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether KIE takes anything now. A refusal that would meet every other job too closes it for a
 * while, so that the others are not tried for nothing; then one is tried first.
 */
final class Gate {
  private Instant closedUntil = Instant.EPOCH;
  private boolean careful;
  private boolean studioPaused;
  private boolean salesClosed;

  /** How many submissions may be on their way now. */
  int most(Instant now) {
    return closedUntil.isAfter(now) ? 0 : careful ? 1 : Integer.MAX_VALUE;
  }

  /**
   * Nothing is submitted for that long.
   *
   * @param paused whether people are told that the studio is paused; else they just wait in line
   */
  void close(Instant now, Duration length, boolean paused) {
    Instant until = now.plus(length);
    closedUntil = until.isAfter(closedUntil) ? until : closedUntil;
    careful = true;
    studioPaused = paused;
  }

  /** Everybody knows now that nothing is sold: it ends when that ends, if not before. */
  void salesClosed() {
    salesClosed = true;
  }

  boolean waitsForSales() {
    return salesClosed;
  }

  /** Sales are open again, whoever found out: one is tried now. */
  void salesOpen() {
    salesClosed = false;
    closedUntil = Instant.EPOCH;
    studioPaused = false;
  }

  /** KIE took something. */
  void opened() {
    careful = false;
    studioPaused = false;
    salesClosed = false;
  }

  /** Whether people are told so. */
  boolean isPaused() {
    return studioPaused;
  }
}

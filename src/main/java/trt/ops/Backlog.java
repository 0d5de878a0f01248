package trt.ops;

import java.time.Duration;
import java.util.Map;

/**
 * What waits in the database, at one moment.
 *
 * @param updatesPending acknowledged updates that have not taken effect
 * @param oldestUpdate age of the oldest of them
 * @param quarantined updates set aside since ever
 * @param outboxPending messages not sent yet
 * @param oldestMessage age of the oldest of them
 * @param jobs number of jobs by state
 * @param ambiguousSubmits jobs whose creation at KIE stayed unclear, since ever
 * @param ledgerDrift wallets that disagree with the journal; anything but 0 is an alarm
 */
public record Backlog(
    long updatesPending,
    Duration oldestUpdate,
    long quarantined,
    long outboxPending,
    Duration oldestMessage,
    Map<String, Long> jobs,
    long ambiguousSubmits,
    long ledgerDrift) {
  /** Nothing waits. */
  public static final Backlog EMPTY =
      new Backlog(0, Duration.ZERO, 0, 0, Duration.ZERO, Map.of(), 0, 0);

  /** Copies the map. */
  public Backlog {
    jobs = Map.copyOf(jobs);
  }
}

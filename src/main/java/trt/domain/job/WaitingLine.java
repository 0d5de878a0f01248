package trt.domain.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The line of jobs that wait for KIE. People take turns: somebody's second job comes after everyone
 * else's first, however many were ordered at once, and also when the line is emptied one by one.
 * One thread at a time.
 */
public final class WaitingLine {
  private static final Comparator<Waiting> ORDER =
      Comparator.comparingLong(Waiting::turn).thenComparingLong(Waiting::jobId);

  private final TreeSet<Waiting> order = new TreeSet<>(ORDER);
  private final Map<Long, Waiting> byJob = new HashMap<>();
  private final Map<Long, TreeSet<Long>> turnsOf = new HashMap<>();
  private long now;

  /**
   * One job in line.
   *
   * @param turn which round of the line it belongs to
   * @param notBefore it is passed over until then, and keeps its place
   */
  public record Waiting(
      long jobId, long userId, int shard, long turn, Instant since, Instant notBefore) {
    /** The same place, taken up again later. */
    public Waiting until(Instant later) {
      return new Waiting(jobId, userId, shard, turn, since, later);
    }
  }

  /** At the end of its user's jobs; nothing changes for a job that is in line. */
  public void add(long jobId, long userId, int shard, Instant since, Instant notBefore) {
    TreeSet<Long> turns = turnsOf.get(userId);
    long turn = turns == null ? now : Math.max(now, turns.last() + 1);
    back(new Waiting(jobId, userId, shard, turn, since, notBefore));
  }

  /** Back to the place it had. */
  public void back(Waiting waiting) {
    if (byJob.putIfAbsent(waiting.jobId(), waiting) == null) {
      order.add(waiting);
      turnsOf.computeIfAbsent(waiting.userId(), user -> new TreeSet<>()).add(waiting.turn());
    }
  }

  /** Takes the first jobs whose time has come out of the line. */
  public List<Waiting> take(int most, Instant at) {
    List<Waiting> taken = new ArrayList<>();
    for (Waiting waiting : order) {
      if (taken.size() >= most) {
        break;
      }
      if (!waiting.notBefore().isAfter(at)) {
        taken.add(waiting);
      }
    }
    taken.forEach(waiting -> leave(waiting));
    return taken;
  }

  /** This one's turn has come: whoever joins from now on is not put before it. */
  public void served(Waiting waiting) {
    now = Math.max(now, waiting.turn());
  }

  /** Leaves the line, if it is there. */
  public void remove(long jobId) {
    Waiting waiting = byJob.get(jobId);
    if (waiting != null) {
      leave(waiting);
    }
  }

  /** Everybody of whom this is true leaves the line. */
  public void removeIf(Predicate<Waiting> gone) {
    order.stream().filter(gone).toList().forEach(this::leave);
  }

  /** Whether a job is in line. */
  public boolean holds(long jobId) {
    return byJob.containsKey(jobId);
  }

  /** Everybody, the first first; the index plus one is the place in line. */
  public List<Waiting> inOrder() {
    return List.copyOf(order);
  }

  /** How many wait. */
  public int size() {
    return order.size();
  }

  private void leave(Waiting waiting) {
    order.remove(waiting);
    byJob.remove(waiting.jobId());
    TreeSet<Long> turns = turnsOf.get(waiting.userId());
    if (turns != null) {
      turns.remove(waiting.turn());
      if (turns.isEmpty()) {
        turnsOf.remove(waiting.userId());
      }
    }
  }
}

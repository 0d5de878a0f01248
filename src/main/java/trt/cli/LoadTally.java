package trt.cli;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * What happened to the updates of a load run. Times count from when an update was due, not from
 * when it could be sent: a bot that makes the sender wait does not look fast.
 */
final class LoadTally {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

  private final Histogram acks = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final Histogram replies = new ConcurrentHistogram(LONGEST_MICROS, 3);
  private final Map<Long, Long> waiting = new ConcurrentHashMap<>();
  private final LongAdder sent = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder skipped = new LongAdder();
  private final LongAdder extra = new LongAdder();

  /** Whether this chat is free; if so it waits for its answer from now on. */
  boolean begin(long chat, long dueNanos) {
    boolean free = waiting.putIfAbsent(chat, dueNanos) == null;
    (free ? sent : skipped).increment();
    return free;
  }

  /** The webhook answered. */
  void acknowledged(long chat, long dueNanos, int status) {
    if (status == 200) {
      acks.recordValue(microsSince(dueNanos));
    } else {
      refused.increment();
      waiting.remove(chat);
    }
  }

  /** The webhook did not answer. */
  void unanswered(long chat) {
    failed.increment();
    waiting.remove(chat);
  }

  /** A message for this chat arrived at Telegram's side. */
  void replied(long chat) {
    Long due = waiting.remove(chat);
    if (due == null) {
      extra.increment();
    } else {
      replies.recordValue(microsSince(due));
    }
  }

  /** Whether nothing is outstanding: an answer may overtake the acknowledgement. */
  boolean allAnswered() {
    long settled = acks.getTotalCount() + refused.sum() + failed.sum();
    return waiting.isEmpty() && settled == sent.sum();
  }

  LoadReport report(double seconds, Resources.Use use) {
    return new LoadReport(
        seconds,
        new LoadReport.Counts(
            sent.sum(),
            acks.getTotalCount(),
            replies.getTotalCount(),
            waiting.size(),
            refused.sum(),
            failed.sum(),
            skipped.sum(),
            extra.sum()),
        LoadReport.Percentiles.of(acks),
        LoadReport.Percentiles.of(replies),
        use);
  }

  private static long microsSince(long nanos) {
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - nanos);
    return Math.min(LONGEST_MICROS, Math.max(0, micros));
  }
}

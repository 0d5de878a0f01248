package trt.cli.load;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Times of acknowledgements and answers, counted from when an update was due: a bot that makes the
 * sender wait does not look fast. The n-th message to a chat answers its n-th update. Lives on one
 * event loop.
 */
final class Tally {
  private static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);

  final Histogram acks = new Histogram(LONGEST_MICROS, 3);
  final Histogram answers = new Histogram(LONGEST_MICROS, 3);
  private final Map<Long, Deque<Long>> waiting = new HashMap<>();
  private long sent;
  private long refused;
  private long extra;
  private long lastAnswerNanos;
  private Runnable answered = () -> {};

  /** Runs after each answer. */
  void onAnswer(Runnable then) {
    answered = then;
  }

  void sent(long chat, long dueNanos) {
    sent++;
    waiting.computeIfAbsent(chat, key -> new ArrayDeque<>()).add(dueNanos);
  }

  void acknowledged(long dueNanos) {
    acks.recordValue(micros(dueNanos));
  }

  void refused() {
    refused++;
  }

  /** A message arrived at Telegram's side. */
  void message(long chat) {
    Deque<Long> due = waiting.get(chat);
    if (due == null) {
      extra++;
      return;
    }
    lastAnswerNanos = System.nanoTime();
    answers.recordValue(micros(due.remove()));
    if (due.isEmpty()) {
      waiting.remove(chat);
    }
    answered.run();
  }

  long sentCount() {
    return sent;
  }

  /** 503s and broken connections; their updates were sent again. */
  long refusedCount() {
    return refused;
  }

  /** Messages nobody waited for. */
  long extraCount() {
    return extra;
  }

  long unanswered() {
    return sent - answers.getTotalCount();
  }

  long lastAnswerNanos() {
    return lastAnswerNanos;
  }

  private static long micros(long since) {
    long passed = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - since);
    return Math.min(LONGEST_MICROS, Math.max(0, passed));
  }

  static double millis(Histogram micros, double percentile) {
    return micros.getValueAtPercentile(percentile) / 1000.0;
  }
}

package trt.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

/** Virtual time: what happens next happens now. The last steps are remembered for the report. */
final class Agenda {
  private static final int REMEMBERED = 40;

  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
  private final Deque<String> trace = new ArrayDeque<>();
  private long now = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
  private long order;

  private record Due(long at, long order, String what, Runnable step) {}

  Instant now() {
    return Instant.ofEpochMilli(now);
  }

  void in(Duration pause, String what, Runnable step) {
    due.add(new Due(now + pause.toMillis(), order++, what, step));
  }

  /** Does the next thing; false when nothing is left to happen. */
  boolean step() {
    Due next = due.poll();
    if (next == null) {
      return false;
    }
    now = next.at();
    note(next.what());
    next.step().run();
    return true;
  }

  void note(String what) {
    trace.add(now() + " " + what);
    if (trace.size() > REMEMBERED) {
      trace.remove();
    }
  }

  String story() {
    return String.join("\n", trace);
  }
}

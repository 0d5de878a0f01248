package trt.delivery;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import trt.domain.outbox.Urgency;

/**
 * Which lane goes next. The more urgent first, but every eighth turn is the least urgent one's: a
 * paid result does not wait until nobody writes any more. Lanes that must wait lie in one heap, so
 * that thousands of them need one timer.
 */
final class Turn {
  private static final int A_TURN_FOR_THE_LAST = 8;
  private static final List<Urgency> FORWARD = List.of(Urgency.values());
  private static final List<Urgency> BACKWARD =
      List.of(Urgency.ANSWER, Urgency.BROADCAST, Urgency.RESULT, Urgency.REPLY);

  private record Parked(long due, Lane lane) {}

  private final Map<Urgency, Deque<Lane>> queues = new EnumMap<>(Urgency.class);
  private final PriorityQueue<Parked> parked =
      new PriorityQueue<>((a, b) -> Long.signum(a.due() - b.due()));
  private int turns;

  /** Queues a lane that has something to do and is not queued as urgently as it should be. */
  void offer(Lane lane) {
    lane.wishes()
        .ifPresent(
            urgency -> {
              lane.queued(urgency);
              queue(urgency).add(lane);
            });
  }

  /** Takes the next lane out of its queue. */
  Optional<Lane> next(boolean answersOnly) {
    if (answersOnly) {
      return first(Urgency.ANSWER);
    }
    turns++;
    for (Urgency urgency : turns % A_TURN_FOR_THE_LAST == 0 ? BACKWARD : FORWARD) {
      Optional<Lane> lane = first(urgency);
      if (lane.isPresent()) {
        return lane;
      }
    }
    return Optional.empty();
  }

  /** Puts a lane back where it was taken from. */
  void putBack(Lane lane) {
    turns--;
    lane.queued(lane.urgency());
    queue(lane.urgency()).addFirst(lane);
  }

  /** Whether anything could go out now if only it were let. */
  boolean isWaitedFor() {
    return queues.entrySet().stream()
        .anyMatch(queue -> queue.getValue().stream().anyMatch(l -> l.isQueued(queue.getKey())));
  }

  void park(Lane lane, long due) {
    lane.parked(due);
    parked.add(new Parked(due, lane));
  }

  OptionalLong due() {
    return parked.isEmpty() ? OptionalLong.empty() : OptionalLong.of(parked.element().due());
  }

  void wake(long now) {
    while (!parked.isEmpty() && parked.element().due() - now <= 0) {
      Parked next = parked.remove();
      if (next.lane().isParked(next.due())) {
        next.lane().free();
        offer(next.lane());
      }
    }
  }

  /** Lanes that were closed or queued elsewhere since are left out. */
  private Optional<Lane> first(Urgency urgency) {
    Deque<Lane> queue = queue(urgency);
    while (!queue.isEmpty()) {
      Lane lane = queue.remove();
      if (lane.isQueued(urgency)) {
        return Optional.of(lane);
      }
    }
    return Optional.empty();
  }

  private Deque<Lane> queue(Urgency urgency) {
    return queues.computeIfAbsent(urgency, u -> new ArrayDeque<>());
  }
}

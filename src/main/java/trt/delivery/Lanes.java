package trt.delivery;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import trt.domain.outbox.Outgoing;

/**
 * The waiting calls of this instance, one lane per chat, each in the order of the outbox. A copy of
 * what PostgreSQL knows. Lives on one event loop.
 */
final class Lanes {
  private final int capacity;
  private final Map<Long, Lane> lanes = new HashMap<>();
  private final Queue<Long> ready = new ArrayDeque<>();
  private int size;

  /**
   * @param capacity calls held at most; more stay in the database until a sweep finds them
   */
  Lanes(int capacity) {
    this.capacity = capacity;
  }

  private static final class Lane {
    private final TreeMap<Long, Entry> calls = new TreeMap<>();
    private boolean busy;
  }

  /** A call with what this process knows of it. */
  static final class Entry {
    private final Outgoing message;
    private int attempts;
    private boolean possiblyDelivered;

    Entry(Outgoing message) {
      this.message = message;
      this.possiblyDelivered = message.sendingAt().isPresent();
    }

    Outgoing message() {
      return message;
    }

    /** Attempts made here. */
    int attempts() {
      return attempts;
    }

    /** Whether an earlier send may have arrived. */
    boolean possiblyDelivered() {
      return possiblyDelivered;
    }

    void attempted(boolean unclear) {
      attempts++;
      possiblyDelivered |= unclear;
    }
  }

  /** Takes a call in, unless it is already here or there is no room. */
  void add(Outgoing message) {
    if (size >= capacity) {
      return;
    }
    Lane lane = lanes.computeIfAbsent(message.chatKey(), key -> new Lane());
    if (lane.calls.putIfAbsent(message.id(), new Entry(message)) == null) {
      size++;
      offer(message.chatKey(), lane);
    }
  }

  /** The first call of a chat that is not busy; its chat is busy from now on. */
  Optional<Entry> take() {
    while (!ready.isEmpty()) {
      Lane lane = lanes.get(ready.remove());
      if (lane != null && !lane.busy && !lane.calls.isEmpty()) {
        lane.busy = true;
        return Optional.of(lane.calls.firstEntry().getValue());
      }
    }
    return Optional.empty();
  }

  /** Whether nothing is waiting or under way for the chat. */
  boolean isIdle(long chatKey) {
    return !lanes.containsKey(chatKey);
  }

  /** The call is over: the next of its chat may be made. */
  void done(Outgoing message) {
    Lane lane = lanes.get(message.chatKey());
    if (lane == null) {
      return;
    }
    if (lane.calls.remove(message.id()) != null) {
      size--;
    }
    again(message);
  }

  /** The call keeps its place and may be taken again. */
  void again(Outgoing message) {
    Lane lane = lanes.get(message.chatKey());
    if (lane == null) {
      return;
    }
    lane.busy = false;
    if (lane.calls.isEmpty()) {
      lanes.remove(message.chatKey());
    } else {
      offer(message.chatKey(), lane);
    }
  }

  /** Another call in the same place. */
  void replace(Outgoing old, Outgoing replacement) {
    Lane lane = lanes.get(old.chatKey());
    if (lane != null) {
      lane.calls.put(old.id(), new Entry(replacement));
      again(old);
    }
  }

  int size() {
    return size;
  }

  private void offer(long chatKey, Lane lane) {
    if (!lane.busy) {
      ready.add(chatKey);
    }
  }
}

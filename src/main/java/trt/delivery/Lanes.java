package trt.delivery;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import trt.domain.outbox.Outgoing;

/**
 * The waiting calls of this instance, one lane per chat, each in the order of the outbox. A copy of
 * what PostgreSQL knows. Lives on one event loop.
 */
final class Lanes {
  /** Far more than end between the reading of a sweep, or a commit, and the news of it. */
  private static final int OVER_REMEMBERED = 50_000;

  private final int capacity;
  private final Map<Long, Lane> lanes = new HashMap<>();
  private final Queue<Long> ready = new ArrayDeque<>();
  private final Set<Long> over =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
              return size() > OVER_REMEMBERED;
            }
          });
  private boolean turnedAway;
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
    private Optional<Verdict> unrecorded = Optional.empty();

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

    /** What came of the latest attempt, while no record of it is in the database. */
    Optional<Verdict> unrecorded() {
      return unrecorded;
    }

    void decided(Verdict verdict) {
      unrecorded = Optional.of(verdict);
    }

    void recorded() {
      unrecorded = Optional.empty();
    }

    void attempted(boolean unclear) {
      attempts++;
      possiblyDelivered |= unclear;
    }
  }

  /**
   * Takes a call in, unless it is here, or over: hints and sweeps may tell of a call that has ended
   * since, and an edit repeated after a newer one would undo it. When there is no room, nothing
   * more comes in before the next sweep, which keeps the order.
   */
  void add(Outgoing message) {
    if (turnedAway || over.contains(message.id())) {
      return;
    }
    if (size >= capacity) {
      turnedAway = true;
      return;
    }
    Lane lane = lanes.computeIfAbsent(message.chatKey(), key -> new Lane());
    if (lane.calls.putIfAbsent(message.id(), new Entry(message)) == null) {
      size++;
      offer(message.chatKey(), lane);
    }
  }

  /** All that a sweep found, each chat in order. */
  void sweep(List<Outgoing> found) {
    turnedAway = false;
    found.forEach(this::add);
  }

  /**
   * Takes the chat for a call that is not in the outbox.
   *
   * @return false when something of the chat is waiting or under way
   */
  boolean occupy(long chatKey) {
    if (lanes.containsKey(chatKey)) {
      return false;
    }
    Lane lane = new Lane();
    lane.busy = true;
    lanes.put(chatKey, lane);
    return true;
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

  /** The call is over: the next of its chat may be made. */
  void done(Outgoing message) {
    over.add(message.id());
    Lane lane = lanes.get(message.chatKey());
    if (lane == null) {
      return;
    }
    if (lane.calls.remove(message.id()) != null) {
      size--;
    }
    free(message.chatKey());
  }

  /** The chat's first call keeps its place and may be taken again. */
  void free(long chatKey) {
    Lane lane = lanes.get(chatKey);
    if (lane == null) {
      return;
    }
    lane.busy = false;
    if (lane.calls.isEmpty()) {
      lanes.remove(chatKey);
    } else {
      offer(chatKey, lane);
    }
  }

  /** Forgets a chat; a sweep finds again what is still to be done. */
  void forget(long chatKey) {
    Lane lane = lanes.remove(chatKey);
    if (lane != null) {
      size -= lane.calls.size();
    }
  }

  /** Forgets the chats of shards that others work on now, except where a call is under way. */
  void leave(IntPredicate stillMine) {
    lanes
        .values()
        .removeIf(
            lane -> {
              boolean gone =
                  !lane.busy
                      && !lane.calls.isEmpty()
                      && !stillMine.test(lane.calls.firstEntry().getValue().message().shard());
              if (gone) {
                size -= lane.calls.size();
              }
              return gone;
            });
  }

  /** Another call in the same place. */
  void replace(Outgoing old, Outgoing replacement) {
    Lane lane = lanes.get(old.chatKey());
    if (lane != null) {
      lane.calls.put(old.id(), new Entry(replacement));
      free(old.chatKey());
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

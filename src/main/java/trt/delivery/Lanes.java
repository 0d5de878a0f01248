package trt.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import trt.domain.outbox.Outgoing;

/**
 * The waiting calls of this instance, one lane per chat, each in the order of the outbox, and one
 * per answer to a query, which needs no order. A copy of what PostgreSQL knows. Lives on one event
 * loop.
 */
final class Lanes {
  /** Far more than end between the reading of a sweep, or a commit, and the news of it. */
  private static final int OVER_REMEMBERED = 50_000;

  /** Answers that come in when nothing else does any more. */
  private static final int ROOM_FOR_ANSWERS = 2_000;

  private final int capacity;
  private final Function<Outgoing, Duration> unclearFor;
  private final Map<Lane.Key, Lane> lanes = new HashMap<>();
  private final Turn turn = new Turn();
  private final Set<Long> over =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
              return size() > OVER_REMEMBERED;
            }
          });
  private int size;

  /**
   * @param capacity calls held at most; more stay in the database until a sweep finds them
   * @param unclearFor how long a call whose send somebody began is to wait
   */
  Lanes(int capacity, Function<Outgoing, Duration> unclearFor) {
    this.capacity = capacity;
    this.unclearFor = unclearFor;
  }

  /**
   * Takes in a call that was just committed. Not if it is here, or over: an edit repeated after a
   * newer one would undo it. Not if the one before it is unknown: it would overtake it; a sweep
   * finds both.
   */
  void add(Outgoing message, long now) {
    if (!message.isOrdered() || follows(message)) {
      put(message, now, now);
    }
  }

  /**
   * All that a sweep found, each chat from its first call on.
   *
   * @param asked when the sweep began
   */
  void sweep(List<Outgoing> found, long asked, long now) {
    found.forEach(message -> put(message, asked, now));
  }

  private boolean follows(Outgoing message) {
    OptionalLong before = message.previous();
    if (before.isEmpty() || over.contains(before.getAsLong())) {
      return true;
    }
    Lane own = lanes.get(Lane.Key.ofChat(message.chatKey()));
    return (own != null && own.has(before.getAsLong()))
        || lanes.containsKey(new Lane.Key(message.chatKey(), before.getAsLong()));
  }

  private void put(Outgoing message, long knownAt, long now) {
    int room = message.isOrdered() ? capacity : capacity + ROOM_FOR_ANSWERS;
    if (size >= room || over.contains(message.id())) {
      return;
    }
    Lane lane = lanes.computeIfAbsent(Lane.Key.of(message), Lane::new);
    if (!lane.has(message.id())) {
      lane.put(new Entry(message, knownAt, now, unclearFor.apply(message)));
      size++;
      turn.offer(lane);
    }
  }

  /**
   * Takes the chat for a call that is not in the outbox.
   *
   * @return false when something of the chat, or anything more urgent, is waiting or under way
   */
  boolean occupy(long chatKey) {
    Lane.Key key = Lane.Key.ofChat(chatKey);
    if (lanes.containsKey(key) || turn.isWaitedFor()) {
      return false;
    }
    Lane lane = new Lane(key);
    lane.occupy();
    lanes.put(key, lane);
    return true;
  }

  /** The first call of the lane whose turn it is; the lane is busy from now on. */
  Optional<Entry> take(boolean answersOnly) {
    return turn.next(answersOnly).map(Lane::take);
  }

  /** The call was not made after all; its turn stays. */
  void putBack(Entry entry) {
    lane(entry).ifPresent(turn::putBack);
  }

  /** The lane waits until then. */
  void park(Entry entry, long due) {
    lane(entry).ifPresent(lane -> turn.park(lane, due));
  }

  /** When the first parked lane is due. */
  OptionalLong due() {
    return turn.due();
  }

  /** Lets the lanes on whose time has come. */
  void wake(long now) {
    turn.wake(now);
  }

  /** The call is over: the next of its chat may be made. */
  void done(Entry entry) {
    over.add(entry.message().id());
    lane(entry)
        .ifPresent(
            lane -> {
              if (lane.remove(entry.message().id())) {
                size--;
              }
              release(lane);
            });
  }

  /** These are over, too; their lane is busy. */
  void dropped(List<Entry> entries) {
    for (Entry entry : entries) {
      over.add(entry.message().id());
      size -= lane(entry).filter(lane -> lane.remove(entry.message().id())).isPresent() ? 1 : 0;
    }
  }

  /** Messages to the same chat that were decided before its attempt began, and are not it. */
  List<Entry> behind(Entry entry) {
    return lane(entry).stream()
        .flatMap(lane -> lane.between(entry.message().id(), entry.lastBehind()).stream())
        .filter(other -> CallBody.isForChat(other.message().body()))
        .toList();
  }

  /** The last call of the chat so far. */
  long last(Entry entry) {
    return lane(entry).map(Lane::last).orElse(entry.message().id());
  }

  /** Gives a chat back that was occupied. */
  void vacate(long chatKey) {
    Optional.ofNullable(lanes.get(Lane.Key.ofChat(chatKey))).ifPresent(this::release);
  }

  /** Forgets a lane; a sweep finds again what is still to be done. */
  void forget(Entry entry) {
    lane(entry).ifPresent(this::remove);
  }

  /** Forgets the lanes of shards that others work on now, except where something is under way. */
  void leave(IntPredicate stillMine) {
    List<Lane> gone = new ArrayList<>();
    for (Lane lane : lanes.values()) {
      if (lane.mayBeLeft() && !stillMine.test(lane.first().message().shard())) {
        gone.add(lane);
      }
    }
    gone.forEach(this::remove);
  }

  /** Another call in the same place, to be made at once. */
  void replace(Entry old, Outgoing replacement, long now) {
    lane(old)
        .ifPresent(
            lane -> {
              lane.put(new Entry(replacement, now, now, Duration.ZERO));
              release(lane);
            });
  }

  int size() {
    return size;
  }

  private Optional<Lane> lane(Entry entry) {
    return Optional.ofNullable(lanes.get(Lane.Key.of(entry.message())));
  }

  private void remove(Lane lane) {
    size -= lane.size();
    lane.close();
    boolean known = lanes.remove(lane.key(), lane);
    assert known : "a lane that is not here";
  }

  private void release(Lane lane) {
    if (lane.isEmpty()) {
      remove(lane);
    } else {
      lane.free();
      turn.offer(lane);
    }
  }
}

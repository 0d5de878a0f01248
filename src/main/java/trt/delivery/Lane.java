package trt.delivery;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import trt.domain.outbox.Outgoing;
import trt.domain.outbox.Urgency;

/** The waiting calls of one chat in order, or one answer that waits for nobody. */
final class Lane {
  /**
   * Which lane.
   *
   * @param call 0 for the ordered calls of a chat, else the id of the only call in it
   */
  record Key(long chat, long call) {
    static Key of(Outgoing message) {
      return new Key(message.chatKey(), message.isOrdered() ? 0 : message.id());
    }

    static Key ofChat(long chat) {
      return new Key(chat, 0);
    }
  }

  private enum State {
    IDLE,
    QUEUED,
    PARKED,
    BUSY,
    CLOSED
  }

  private final Key key;
  private final TreeMap<Long, Entry> calls = new TreeMap<>();
  private final Map<Urgency, Integer> counts = new EnumMap<>(Urgency.class);
  private State state = State.IDLE;
  private Urgency urgency = Urgency.BROADCAST;
  private long due;

  Lane(Key key) {
    this.key = key;
  }

  Key key() {
    return key;
  }

  boolean has(long id) {
    return calls.containsKey(id);
  }

  /** Adds a call, or puts it in the place of the one with its id. */
  void put(Entry entry) {
    Optional<Entry> before = Optional.ofNullable(calls.put(entry.message().id(), entry));
    before.ifPresent(old -> count(old, -1));
    count(entry, 1);
  }

  boolean remove(long id) {
    Optional<Entry> gone = Optional.ofNullable(calls.remove(id));
    gone.ifPresent(entry -> count(entry, -1));
    return gone.isPresent();
  }

  private void count(Entry entry, int change) {
    counts.merge(entry.message().urgency(), change, Integer::sum);
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  int size() {
    return calls.size();
  }

  Entry first() {
    return calls.firstEntry().getValue();
  }

  long last() {
    return calls.lastKey();
  }

  /** Calls behind one, up to another. */
  List<Entry> between(long after, long upTo) {
    return upTo <= after ? List.of() : List.copyOf(calls.subMap(after, false, upTo, true).values());
  }

  /** Nothing is under way, and nothing was done that is not on record. */
  boolean mayBeLeft() {
    return state != State.BUSY && !calls.isEmpty() && first().unrecorded().isEmpty();
  }

  /** Something is under way from now on. */
  void occupy() {
    state = State.BUSY;
  }

  /** Its first call is under way from now on. */
  Entry take() {
    occupy();
    return first();
  }

  void free() {
    state = State.IDLE;
  }

  void close() {
    state = State.CLOSED;
  }

  /** Whether it is to be queued, or queued anew because something more urgent came behind. */
  Optional<Urgency> wishes() {
    if (state != State.IDLE && state != State.QUEUED) {
      return Optional.empty();
    }
    Urgency most = mostUrgent();
    return state == State.IDLE || most.compareTo(urgency) < 0
        ? Optional.of(most)
        : Optional.empty();
  }

  private Urgency mostUrgent() {
    for (Urgency one : Urgency.values()) {
      if (counts.getOrDefault(one, 0) > 0) {
        return one;
      }
    }
    return Urgency.BROADCAST;
  }

  void queued(Urgency as) {
    state = State.QUEUED;
    urgency = as;
  }

  boolean isQueued(Urgency as) {
    return state == State.QUEUED && urgency == as;
  }

  Urgency urgency() {
    return urgency;
  }

  void parked(long until) {
    state = State.PARKED;
    due = until;
  }

  boolean isParked(long until) {
    return state == State.PARKED && due == until;
  }
}

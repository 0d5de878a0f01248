package trt.routing;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.UpdateKind;

/**
 * The waiting updates of this instance, one mailbox per chat: the first of a chat may run, the next
 * only after it. Lives on one event loop. A copy of what PostgreSQL knows; losing it loses nothing.
 */
final class Mailboxes {
  private static final int SHARE_OF_THE_REST = 4;

  private final int capacity;
  private final int crowd;
  private final Set<Long> crowds = new LinkedHashSet<>();
  private final Map<Long, Mailbox> boxes = new HashMap<>();
  private final Map<UpdateKind.Lane, Set<Long>> ready = new EnumMap<>(UpdateKind.Lane.class);
  private int size;

  /**
   * @param capacity updates held at most; more stay in the database until a sweep finds them.
   *     Checkouts are held up to twice as many: they do not wait for the room of others
   * @param crowd a chat with more updates than this is not offered as a head but as a crowd
   */
  Mailboxes(int capacity, int crowd) {
    this.capacity = capacity;
    this.crowd = crowd;
    for (UpdateKind.Lane lane : UpdateKind.Lane.values()) {
      ready.put(lane, new LinkedHashSet<>());
    }
  }

  private static final class Mailbox {
    private final TreeMap<Integer, PendingUpdate> updates = new TreeMap<>();
    private boolean busy;
  }

  /** Takes an update in, unless it is already here or there is no room. */
  void add(PendingUpdate update) {
    if (size >= (lane(update) == UpdateKind.Lane.CHECKOUT ? 2 * capacity : capacity)) {
      return;
    }
    Mailbox box = boxes.computeIfAbsent(update.chatKey(), key -> new Mailbox());
    if (box.updates.putIfAbsent(update.updateId(), update) == null) {
      size++;
      offer(update.chatKey(), box);
    }
  }

  boolean holds(PendingUpdate update) {
    Mailbox box = boxes.get(update.chatKey());
    return box != null && box.updates.containsKey(update.updateId());
  }

  /**
   * The first updates of up to that many chats, except checkouts; their chats are busy from now on.
   * Buttons go first, but not so that the rest never gets a turn.
   */
  List<PendingUpdate> takeHeads(int limit) {
    List<PendingUpdate> heads = new ArrayList<>();
    int kept = Math.min(lane(UpdateKind.Lane.NORMAL).size(), limit / SHARE_OF_THE_REST);
    take(UpdateKind.Lane.BUTTON, limit - kept, heads);
    take(UpdateKind.Lane.NORMAL, limit, heads);
    take(UpdateKind.Lane.BUTTON, limit, heads);
    return heads;
  }

  /** The same for checkouts alone. */
  List<PendingUpdate> takeCheckouts(int limit) {
    List<PendingUpdate> heads = new ArrayList<>();
    take(UpdateKind.Lane.CHECKOUT, limit, heads);
    return heads;
  }

  /** The first update of one crowded chat, if there is one; the chat is busy from now on. */
  List<PendingUpdate> takeCrowd() {
    List<PendingUpdate> heads = new ArrayList<>();
    take(crowds, 1, heads, this::isCrowd);
    return heads;
  }

  private void take(UpdateKind.Lane lane, int limit, List<PendingUpdate> heads) {
    take(lane(lane), limit, heads, box -> !isCrowd(box));
  }

  private void take(
      Set<Long> chats, int limit, List<PendingUpdate> heads, Predicate<Mailbox> wanted) {
    Iterator<Long> waiting = chats.iterator();
    while (waiting.hasNext() && heads.size() < limit) {
      Mailbox box = boxes.get(waiting.next());
      waiting.remove();
      if (box != null && !box.busy && wanted.test(box)) {
        box.busy = true;
        heads.add(box.updates.firstEntry().getValue());
      }
    }
  }

  /** The update has taken effect, here or elsewhere: the next of its chat may run. */
  void done(PendingUpdate update) {
    Mailbox box = boxes.get(update.chatKey());
    if (box == null) {
      return;
    }
    if (box.updates.remove(update.updateId()) != null) {
      size--;
    }
    release(update.chatKey(), box);
  }

  /** Updates of one chat have taken effect together. */
  void done(long chatKey, Set<Integer> updateIds) {
    Mailbox box = boxes.get(chatKey);
    if (box != null) {
      int before = box.updates.size();
      box.updates.keySet().removeAll(updateIds);
      size -= before - box.updates.size();
      release(chatKey, box);
    }
  }

  /** The update keeps its place and may be taken again. */
  void again(PendingUpdate update) {
    Mailbox box = boxes.get(update.chatKey());
    if (box != null) {
      release(update.chatKey(), box);
    }
  }

  /** Forgets a chat; the next sweep reads it anew. */
  void forget(long chatKey) {
    Mailbox box = boxes.remove(chatKey);
    if (box != null) {
      size -= box.updates.size();
    }
  }

  /** Forgets the chats of shards that others work on now, except where a pass is under way. */
  void leave(IntPredicate stillMine) {
    boxes
        .values()
        .removeIf(
            box -> {
              boolean gone =
                  !box.busy && !stillMine.test(box.updates.firstEntry().getValue().shard());
              if (gone) {
                size -= box.updates.size();
              }
              return gone;
            });
  }

  int size() {
    return size;
  }

  private void release(long chatKey, Mailbox box) {
    box.busy = false;
    if (box.updates.isEmpty()) {
      boxes.remove(chatKey);
    } else {
      offer(chatKey, box);
    }
  }

  private void offer(long chatKey, Mailbox box) {
    if (box.busy) {
      return;
    }
    if (isCrowd(box)) {
      crowds.add(chatKey);
    } else {
      lane(lane(box.updates.firstEntry().getValue())).add(chatKey);
    }
  }

  private boolean isCrowd(Mailbox box) {
    return box.updates.size() > crowd;
  }

  private Set<Long> lane(UpdateKind.Lane lane) {
    return ready.computeIfAbsent(lane, unused -> new LinkedHashSet<>());
  }

  private static UpdateKind.Lane lane(PendingUpdate update) {
    return UpdateKind.of(update.kind()).lane();
  }
}

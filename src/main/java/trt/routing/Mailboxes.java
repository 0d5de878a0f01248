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
import trt.domain.inbox.PendingUpdate;
import trt.domain.inbox.UpdateKind;

/**
 * The waiting updates of this instance, one mailbox per chat: the first of a chat may run, the next
 * only after it. Lives on one event loop. A copy of what PostgreSQL knows; losing it loses nothing.
 */
final class Mailboxes {
  private final int capacity;
  private final Map<Long, Mailbox> boxes = new HashMap<>();
  private final Map<UpdateKind.Lane, Set<Long>> ready = new EnumMap<>(UpdateKind.Lane.class);
  private int size;

  /**
   * @param capacity updates held at most; more stay in the database until a sweep finds them
   */
  Mailboxes(int capacity) {
    this.capacity = capacity;
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
    if (size >= capacity) {
      return;
    }
    Mailbox box = boxes.computeIfAbsent(update.chatKey(), key -> new Mailbox());
    if (box.updates.putIfAbsent(update.updateId(), update) == null) {
      size++;
      offer(update.chatKey(), box);
    }
  }

  /**
   * The first updates of up to that many chats, the urgent ones first; their chats are busy from
   * now on.
   */
  List<PendingUpdate> takeHeads(int limit) {
    List<PendingUpdate> heads = new ArrayList<>();
    for (Set<Long> lane : ready.values()) {
      Iterator<Long> chats = lane.iterator();
      while (chats.hasNext() && heads.size() < limit) {
        long chat = chats.next();
        Mailbox box = boxes.get(chat);
        chats.remove();
        if (box != null && !box.busy) {
          box.busy = true;
          heads.add(box.updates.firstEntry().getValue());
        }
      }
    }
    return heads;
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

  boolean hasReady() {
    return ready.values().stream().anyMatch(lane -> !lane.isEmpty());
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
    if (!box.busy) {
      UpdateKind.Lane lane = UpdateKind.of(box.updates.firstEntry().getValue().kind()).lane();
      ready.computeIfAbsent(lane, unused -> new LinkedHashSet<>()).add(chatKey);
    }
  }
}

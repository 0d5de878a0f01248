package trt.routing;

import io.vertx.core.Future;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import trt.domain.inbox.PendingUpdate;
import trt.postgres.SuspectStore;

/**
 * Updates that may have killed the process they ran in. Nothing is written while all goes well:
 * after a death, whoever takes over finds the first update of each chat, one of which was under
 * way, and counts it before running it. Lives on one event loop.
 */
final class Suspects {
  private final SuspectStore store;
  private final Set<Integer> shards = new HashSet<>();
  private final Map<Integer, Suspect> suspects = new HashMap<>();

  /** Deaths counted before this process, and whether this takeover has been counted. */
  private record Suspect(int deaths, boolean counted) {}

  Suspects(SuspectStore store) {
    this.store = store;
  }

  /** Whoever worked on these shards before may have died of what it was at. */
  void inherit(Collection<Integer> inherited) {
    shards.addAll(inherited);
  }

  /** Before a look: what earlier takeovers have counted, by update id. */
  Future<Map<Integer, Integer>> recall() {
    return shards.isEmpty() ? Future.succeededFuture(Map.of()) : store.counts();
  }

  /**
   * After a look: the first of each chat is a suspect if its shard is inherited and nobody here has
   * known the update before.
   *
   * @param found in order per chat
   */
  void suspect(
      List<PendingUpdate> found, Map<Integer, Integer> counts, Predicate<PendingUpdate> known) {
    if (shards.isEmpty()) {
      return;
    }
    Set<Long> chats = new HashSet<>();
    for (PendingUpdate update : found) {
      if (chats.add(update.chatKey()) && shards.contains(update.shard()) && !known.test(update)) {
        int deaths = counts.getOrDefault(update.updateId(), 0);
        suspects.putIfAbsent(update.updateId(), new Suspect(deaths, false));
      }
    }
  }

  /** Everything that waited in these shards has been seen. */
  void seen(Short[] all) {
    for (Short shard : all) {
      shards.remove((int) shard);
    }
  }

  /** Forgets the shards that others work on now. */
  void leave(IntPredicate stillMine) {
    shards.removeIf(shard -> !stillMine.test(shard));
  }

  boolean isNone() {
    return suspects.isEmpty();
  }

  /** Was under way at an earlier death already: runs alone, so that it drags nobody along. */
  boolean hasRecord(PendingUpdate update) {
    Suspect suspect = suspects.get(update.updateId());
    return suspect != null && suspect.deaths() > 0;
  }

  /** Counts this takeover for those of them that are suspects, once. */
  Future<Void> count(List<PendingUpdate> updates) {
    List<Integer> ids =
        updates.stream().map(PendingUpdate::updateId).filter(this::isUncounted).toList();
    return ids.isEmpty()
        ? Future.succeededFuture()
        : store
            .count(ids)
            .map(
                counts -> {
                  counts.forEach((id, deaths) -> suspects.put(id, new Suspect(deaths - 1, true)));
                  return null;
                });
  }

  /** Takeovers with this update under way, this one included. */
  int takeovers(PendingUpdate update) {
    Suspect suspect = suspects.get(update.updateId());
    return suspect == null ? 0 : suspect.deaths() + 1;
  }

  /** They are over and the process lives. */
  Future<Void> acquit(Collection<Integer> updateIds) {
    if (suspects.isEmpty()) {
      return Future.succeededFuture();
    }
    List<Integer> counted =
        updateIds.stream().filter(suspects::containsKey).filter(id -> !isUncounted(id)).toList();
    updateIds.forEach(suspects::remove);
    return counted.isEmpty() ? Future.succeededFuture() : store.acquit(counted);
  }

  private boolean isUncounted(int updateId) {
    Suspect suspect = suspects.get(updateId);
    return suspect != null && !suspect.counted();
  }
}

package trt.playground.telegram.update;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import trt.playground.telegram.state.Journal;
import trt.playground.telegram.state.World;

/**
 * Updates the bot has not confirmed, oldest first, kept in the journal.
 *
 * <p>Like Telegram it holds at most 100,000 and drops what is too old; see {@link UpdateKind}.
 */
public final class UpdateQueue {
  private static final String KEY = "update/";
  private static final String NEXT = "next-update";
  private static final String ALLOWED = "allowed-updates";
  private static final int LIMIT = 100_000;

  private final TreeMap<Long, PendingUpdate> pending = new TreeMap<>();
  private final Map<Long, Deque<PendingUpdate>> lanes = new LinkedHashMap<>();
  private final Journal journal;
  private final World world;
  private LongConsumer arrived = lane -> {};
  private Set<String> allowed = Set.of();
  private long next;

  /** The queue as the journal left it. */
  public UpdateQueue(World world) {
    this.world = world;
    this.journal = world.journal();
    this.next = world.ids().firstUpdate();
    journal.replay(NEXT, (none, saved) -> next = saved.getLong("value"));
    journal.replay(ALLOWED, (none, saved) -> allowed = names(saved.getJsonArray("value")));
    journal.replay(KEY, (id, saved) -> enqueue(restored(Long.parseLong(id), saved)));
  }

  /** Calls back with the lane of every update that arrives; replaces the earlier listener. */
  public void onArrival(LongConsumer listener) {
    arrived = listener;
  }

  /** Queues an update of this kind, unless the bot did not ask for it or the queue is full. */
  public void offer(String kind, JsonObject payload) {
    if (isWanted(kind) && pending.size() < LIMIT) {
      add(UpdateKind.of(kind), new JsonObject().put(kind, payload.copy()));
    }
  }

  /** Queues any update as it is, known kind or not; an id is given here if it has none. */
  public long inject(JsonObject body) {
    String kind =
        body.fieldNames().stream().filter(n -> !n.equals("update_id")).findFirst().orElse("");
    return add(UpdateKind.of(kind), body);
  }

  /** Which kinds the bot wants; empty for all but the three optional ones. */
  public void allow(JsonArray kinds) {
    allowed = names(kinds);
    journal.put(ALLOWED, new JsonObject().put("value", kinds));
  }

  public Set<String> allowed() {
    return allowed;
  }

  public int size() {
    return pending.size();
  }

  /** Forgets everything not confirmed. */
  public void clear() {
    pending.keySet().forEach(id -> journal.remove(KEY + id));
    pending.clear();
    lanes.clear();
  }

  /** The bot has this update. */
  public void confirm(PendingUpdate update) {
    if (pending.remove(update.id()) != null) {
      journal.remove(KEY + update.id());
      world.events().emit("delivered", update.lane(), delivered(update));
      Deque<PendingUpdate> lane = lanes.get(update.lane());
      if (lane != null) {
        lane.remove(update);
        if (lane.isEmpty()) {
          lanes.remove(update.lane());
        }
      }
    }
  }

  /** Ids of the chat's messages that the bot has not confirmed. */
  public List<Integer> undelivered(long chatId) {
    Collection<PendingUpdate> waiting = lanes.getOrDefault(chatId, new ArrayDeque<>());
    return waiting.stream()
        .map(update -> delivered(update).getInteger("message_id"))
        .filter(Objects::nonNull)
        .toList();
  }

  /** The bot has every update with a smaller id. */
  void confirmBelow(long id) {
    List.copyOf(pending.headMap(id).values()).forEach(this::confirm);
  }

  /** The oldest update of the lane that is still worth delivering. */
  Optional<PendingUpdate> head(long lane) {
    Deque<PendingUpdate> waiting = lanes.get(lane);
    while (waiting != null && !waiting.isEmpty()) {
      PendingUpdate head = waiting.getFirst();
      if (head.until().isAfter(now())) {
        return Optional.of(head);
      }
      confirm(head);
    }
    return Optional.empty();
  }

  /** Lanes with updates, in the order in which they got one. */
  List<Long> lanes() {
    return List.copyOf(lanes.keySet());
  }

  /** The oldest updates still worth delivering, at most so many. */
  public List<PendingUpdate> oldest(int limit) {
    List<PendingUpdate> found = new ArrayList<>();
    List<PendingUpdate> expired = new ArrayList<>();
    for (PendingUpdate update : pending.values()) {
      if (found.size() == limit) {
        break;
      }
      (update.until().isAfter(now()) ? found : expired).add(update);
    }
    expired.forEach(this::confirm);
    return found;
  }

  /** The id that begins the newest {@code count} updates. */
  long idOfNewest(int count) {
    return pending.descendingKeySet().stream().limit(count).reduce((a, b) -> b).orElse(0L);
  }

  @CanIgnoreReturnValue
  private long add(UpdateKind kind, JsonObject content) {
    long id = content.getLong("update_id", next);
    next = Math.max(next, id + 1);
    JsonObject body = new JsonObject().put("update_id", id).mergeIn(content);
    JsonObject payload =
        content.stream()
            .map(Map.Entry::getValue)
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .findFirst()
            .orElseGet(JsonObject::new);
    PendingUpdate update =
        new PendingUpdate(id, kind.laneOf(payload), now().plus(kind.lifetime()), body);
    journal.put(NEXT, new JsonObject().put("value", next));
    journal.put(
        KEY + id,
        new JsonObject()
            .put("lane", update.lane())
            .put("until", update.until().toEpochMilli())
            .put("body", body));
    enqueue(update);
    arrived.accept(update.lane());
    return id;
  }

  private void enqueue(PendingUpdate update) {
    pending.put(update.id(), update);
    lanes.computeIfAbsent(update.lane(), lane -> new ArrayDeque<>()).add(update);
  }

  private static JsonObject delivered(PendingUpdate update) {
    JsonObject message = update.body().getJsonObject("message");
    return message == null
        ? new JsonObject()
        : new JsonObject().put("message_id", message.getInteger("message_id"));
  }

  private boolean isWanted(String kind) {
    return allowed.isEmpty() ? !UpdateKind.of(kind).isOptional() : allowed.contains(kind);
  }

  private Instant now() {
    return world.clock().instant();
  }

  private static PendingUpdate restored(long id, JsonObject saved) {
    return new PendingUpdate(
        id,
        saved.getLong("lane"),
        Instant.ofEpochMilli(saved.getLong("until")),
        saved.getJsonObject("body"));
  }

  private static Set<String> names(JsonArray kinds) {
    return kinds.stream()
        .map(Object::toString)
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }
}

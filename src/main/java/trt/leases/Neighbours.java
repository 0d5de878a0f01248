package trt.leases;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import trt.bus.Addresses;
import trt.bus.Bus;
import trt.bus.KieCalledBack;
import trt.bus.ShardHasWork;
import trt.bus.UpdatesArrived;
import trt.redis.Hints;

/**
 * What one node takes in and another works on: told over Redis, at most once in 10 ms for a shard.
 * Without Redis the owner finds it at its next sweep.
 */
public final class Neighbours {
  private final Bus bus;
  private final Ownership ownership;
  private final Hints updates;
  private final Hints callbacks;
  private final List<Bus.Registration> registrations = new ArrayList<>();

  /**
   * Speaks once {@link #open} is called.
   *
   * @param updates hints that updates were committed
   * @param callbacks hints that KIE called back
   */
  public Neighbours(Bus bus, Ownership ownership, Hints updates, Hints callbacks) {
    this.bus = bus;
    this.ownership = ownership;
    this.updates = updates;
    this.callbacks = callbacks;
  }

  /** Begins to tell and to hear; call once. */
  void open() {
    registrations.add(bus.serve(Addresses.UPDATES, this::arrived));
    registrations.add(bus.serve(Addresses.CALLBACKS, this::calledBack));
    updates.listen(
        shard -> {
          if (ownership.holds(shard)) {
            bus.publish(Addresses.DISTANT_UPDATES, new ShardHasWork(shard));
          }
        });
    callbacks.listen(
        shard -> {
          if (ownership.holds(shard)) {
            bus.publish(Addresses.DISTANT_CALLBACKS, new ShardHasWork(shard));
          }
        });
  }

  /** Nothing is told or heard after this completes. */
  Future<Void> close() {
    List<Future<?>> closing = new ArrayList<>();
    registrations.forEach(registration -> closing.add(registration.close()));
    closing.add(updates.close());
    closing.add(callbacks.close());
    return Future.join(closing).mapEmpty();
  }

  private Future<Void> arrived(UpdatesArrived message) {
    message.updates().stream()
        .mapToInt(update -> update.shard())
        .filter(shard -> !ownership.holds(shard))
        .distinct()
        .forEach(updates::tell);
    return Future.succeededFuture();
  }

  private Future<Void> calledBack(KieCalledBack message) {
    if (!ownership.holds(message.shard())) {
      callbacks.tell(message.shard());
    }
    return Future.succeededFuture();
  }
}

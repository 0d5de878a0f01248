package trt.cleanup;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.postgres.Fault;
import trt.postgres.PartitionStore;
import trt.postgres.PartitionStore.Partition;

/**
 * Makes the partitions of the log ahead, drops those nobody needs, and finishes what a crash left
 * half done. What does not go through because of others is tried again in the next round.
 */
final class PartitionRound {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionRound.class);

  private final PartitionStore store;
  private final Duration keep;

  PartitionRound(PartitionStore store, Duration keep) {
    this.store = store;
    this.keep = keep;
  }

  /** How many were dropped. Fails when the database is away. */
  Future<Integer> run() {
    return store
        .makeAhead()
        .recover(cause -> later("made ahead; the first update for it makes it", cause, 0))
        .compose(made -> store.all())
        .compose(this::each);
  }

  private Future<Integer> each(List<Partition> partitions) {
    Future<Integer> dropped = Future.succeededFuture(0);
    for (Partition partition : partitions) {
      dropped =
          dropped.compose(
              before ->
                  one(partition)
                      .recover(cause -> later("dropped yet", cause, false))
                      .map(gone -> gone ? before + 1 : before));
    }
    return dropped;
  }

  private Future<Boolean> one(Partition partition) {
    if (partition.leaving()) {
      return store.finishDetach(partition).compose(v -> store.drop(partition, keep));
    }
    if (!partition.attached()) {
      return store.drop(partition, keep);
    }
    if (partition.wanted()) {
      return Future.succeededFuture(false);
    }
    return store
        .isDone(partition, keep)
        .compose(
            done ->
                done
                    ? store.detach(partition).compose(v -> store.drop(partition, keep))
                    : Future.succeededFuture(false));
  }

  /** Another node is at it, or a long transaction still sees the partition. */
  private static <T> Future<T> later(String what, Throwable cause, T instead) {
    if (Fault.of(cause) == Fault.UNAVAILABLE) {
      return Future.failedFuture(cause);
    }
    LOG.atInfo()
        .addKeyValue("cause", cause.getMessage())
        .log("A partition of the log of updates could not be {}", what);
    return Future.succeededFuture(instead);
  }
}

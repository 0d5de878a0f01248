package trt.cleanup;

import io.vertx.core.Future;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import trt.config.CleanupConfig;
import trt.postgres.PartitionStore;
import trt.postgres.SweepStore;

/** One round of upkeep, bounded in time; what is left comes next time. Two at once do no harm. */
final class CleanupRound {
  private final PartitionRound partitions;
  private final TableRound tables;

  /**
   * @param goOn asked between batches: false when the process stops or it is another node's turn
   */
  CleanupRound(
      SweepStore store,
      PartitionStore partitions,
      CleanupConfig config,
      BooleanSupplier goOn,
      LongSupplier nanoTime) {
    this.partitions = new PartitionRound(partitions, config.keepUpdates());
    this.tables = new TableRound(store, partitions, config, goOn, nanoTime);
  }

  /** Fails when the database is away; what was done until then is done. */
  Future<Swept> run() {
    return partitions.run().compose(dropped -> tables.run().map(rows -> new Swept(dropped, rows)));
  }
}

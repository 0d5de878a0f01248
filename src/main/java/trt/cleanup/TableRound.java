package trt.cleanup;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.config.CleanupConfig;
import trt.postgres.Fault;
import trt.postgres.PartitionStore;
import trt.postgres.PartitionStore.Partition;
import trt.postgres.SweepStore;

/**
 * Deletes old rows in bounded batches. The tables take turns until nothing old is left or the time
 * is up, so that none waits for another.
 */
final class TableRound {
  private static final Logger LOG = LoggerFactory.getLogger(TableRound.class);
  private static final Duration KEEP_NODES = Duration.ofDays(1);

  private final SweepStore store;
  private final PartitionStore partitions;
  private final CleanupConfig config;
  private final BooleanSupplier goOn;
  private final LongSupplier nanoTime;

  TableRound(
      SweepStore store,
      PartitionStore partitions,
      CleanupConfig config,
      BooleanSupplier goOn,
      LongSupplier nanoTime) {
    this.store = store;
    this.partitions = partitions;
    this.config = config;
    this.goOn = goOn;
    this.nanoTime = nanoTime;
  }

  private record Sweep(String table, Supplier<Future<Integer>> batch) {}

  /** Rows that went, by table. */
  Future<Map<String, Integer>> run() {
    long end = nanoTime.getAsLong() + config.budget().toNanos();
    return partitions
        .all()
        .compose(
            all -> {
              Queue<Sweep> turns = new ArrayDeque<>(tables());
              turns.addAll(updates(all));
              return next(turns, end, new TreeMap<>());
            });
  }

  private List<Sweep> tables() {
    int rows = config.batchRows();
    return List.of(
        new Sweep("session", () -> store.deleteSessions(config.keepSessions(), rows)),
        new Sweep("delivered", () -> store.deleteDelivered(config.keepDelivered(), rows)),
        new Sweep("kie_event", () -> store.deleteCallbacks(config.keepCallbacks(), rows)),
        new Sweep("gen_upload", () -> store.deleteUploads(config.keepCallbacks(), rows)),
        new Sweep("stars_invoice", () -> store.deleteInvoices(config.keepInvoices(), rows)),
        new Sweep("node", () -> store.deleteNodes(KEEP_NODES, rows)),
        new Sweep("erasure", () -> store.eraseFurther(rows)),
        new Sweep("tg_own_update", () -> store.deleteOwnUpdates(config.keepUpdates(), rows)),
        new Sweep("seal_walk", () -> store.sealAnew(rows)),
        new Sweep("tg_suspect", () -> store.deleteSuspects()));
  }

  /**
   * A partition that fills lasts months with a quiet bot, so its rows go one by one. One that is
   * full goes as a whole soon, at no cost; only what holds it back for long is taken out of it.
   */
  private List<Sweep> updates(List<Partition> all) {
    List<Sweep> sweeps = new ArrayList<>();
    for (Partition partition : all) {
      if (partition.attached() && !partition.leaving()) {
        Duration keep = config.keepUpdates();
        Duration age = partition.wanted() ? keep : keep.multipliedBy(2);
        sweeps.add(
            new Sweep(
                "tg_update", () -> partitions.deleteUpdates(partition, age, config.batchRows())));
      }
    }
    return sweeps;
  }

  private Future<Map<String, Integer>> next(
      Queue<Sweep> turns, long end, Map<String, Integer> swept) {
    Sweep turn = turns.poll();
    if (turn == null || !goOn.getAsBoolean() || nanoTime.getAsLong() - end >= 0) {
      return Future.succeededFuture(swept);
    }
    return turn.batch()
        .get()
        .recover(cause -> later(turn, cause))
        .compose(
            rows -> {
              if (rows > 0) {
                swept.merge(turn.table(), rows, Integer::sum);
              }
              if (rows >= config.batchRows()) {
                turns.add(turn);
              }
              return next(turns, end, swept);
            });
  }

  /** Others hold its rows or it took too long: this table comes again in the next round. */
  private static Future<Integer> later(Sweep turn, Throwable cause) {
    Fault fault = Fault.of(cause);
    if (fault != Fault.CONTENTION && fault != Fault.TOO_SLOW) {
      return Future.failedFuture(cause);
    }
    LOG.atInfo()
        .addKeyValue("table", turn.table())
        .addKeyValue("cause", fault)
        .log("A table could not be swept now; the next round tries again");
    return Future.succeededFuture(0);
  }
}

package trt.cleanup;

import io.vertx.core.Future;
import trt.config.CleanupConfig;
import trt.postgres.SweepStore;

/** One pass of the sweeps, bounded in rows; what is left comes next time. */
final class CleanupRound {
  private final SweepStore store;
  private final CleanupConfig config;

  CleanupRound(SweepStore store, CleanupConfig config) {
    this.store = store;
    this.config = config;
  }

  /** Rows that went. */
  record Swept(int updates, int sessions, int delivered) {
    int total() {
      return updates + sessions + delivered;
    }
  }

  Future<Swept> run() {
    int rows = config.batchRows();
    return store
        .deleteUpdates(config.keepUpdates(), rows)
        .compose(
            updates ->
                store
                    .deleteSessions(config.keepSessions(), rows)
                    .compose(
                        sessions ->
                            store
                                .deleteDelivered(config.keepSessions(), rows)
                                .map(delivered -> new Swept(updates, sessions, delivered))));
  }
}

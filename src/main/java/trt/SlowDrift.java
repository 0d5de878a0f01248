package trt;

import io.vertx.core.Future;
import java.time.Duration;
import trt.postgres.BacklogStore;

/** The audit of the books reads the whole journal, so the gauge asks for it only now and then. */
final class SlowDrift {
  private static final long EVERY_NANOS = Duration.ofMinutes(5).toNanos();

  private final BacklogStore store;
  private long last;
  private boolean known;
  private long readAt;

  SlowDrift(BacklogStore store) {
    this.store = store;
  }

  /** Wallets that disagree with the journal, at most five minutes old. */
  Future<Long> read() {
    if (known && System.nanoTime() - readAt < EVERY_NANOS) {
      return Future.succeededFuture(last);
    }
    return store
        .drift()
        .onSuccess(
            wallets -> {
              last = wallets;
              known = true;
              readAt = System.nanoTime();
            });
  }
}

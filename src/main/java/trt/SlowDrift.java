package trt;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import trt.console.Audit;
import trt.postgres.BacklogStore;

/** The audit of the books reads the whole journal, so the gauge asks for it only now and then. */
final class SlowDrift {
  private static final Duration EVERY = Duration.ofMinutes(5);

  private final BacklogStore store;
  private final InstantSource clock;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile Optional<Audit> last = Optional.empty();

  SlowDrift(BacklogStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** The last audit, empty before the first. */
  Optional<Audit> last() {
    return last;
  }

  /** Wallets that disagree with the journal, at most five minutes old. */
  Future<Long> read() {
    Instant now = clock.instant();
    Optional<Audit> young = last.filter(audit -> audit.at().plus(EVERY).isAfter(now));
    return young.isPresent()
        ? Future.succeededFuture(young.get().wallets())
        : audit().map(Audit::wallets);
  }

  /** Compares now; empty when somebody has asked already and waits for the end. */
  Future<Optional<Audit>> now() {
    if (!reading.compareAndSet(false, true)) {
      return Future.succeededFuture(Optional.empty());
    }
    return audit().map(Optional::of).onComplete(done -> reading.set(false));
  }

  private Future<Audit> audit() {
    return store
        .drift()
        .map(
            wallets -> {
              Audit audit = new Audit(wallets, clock.instant());
              last = Optional.of(audit);
              return audit;
            });
  }
}

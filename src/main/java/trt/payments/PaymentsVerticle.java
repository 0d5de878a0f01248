package trt.payments;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.supervision.Pulse;

/**
 * The shell: refunds every few seconds, and the comparison with Telegram's list at first, then at
 * its own pace, and soon again after anything has failed. Works on the node whose turn it is.
 */
public final class PaymentsVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(PaymentsVerticle.class);
  private static final long BEAT_MS = 1_000;

  private final PaymentsParts parts;
  private final ReconcileRound reconcile;
  private final RefundRound refunds;
  private final ReferralRound referrals;
  private final Pulse pulse;
  private Future<?> running = Future.succeededFuture();
  private long reconciledAt;
  private boolean reconciled;
  private long rewardedAt = System.nanoTime();
  private boolean failing;
  private boolean stopping;

  /** Two instances at once do no harm. */
  public PaymentsVerticle(PaymentsParts parts, Pulse pulse) {
    this.parts = parts;
    this.pulse = pulse;
    this.reconcile = new ReconcileRound(parts);
    this.refunds = new RefundRound(parts);
    this.referrals = new ReferralRound(parts);
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(BEAT_MS, tick -> pulse.beat());
    schedule();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopping = true;
    return running.otherwiseEmpty();
  }

  private void schedule() {
    if (!stopping) {
      vertx.setTimer(
          parts.config().retryEvery().toMillis(),
          timer -> running = round().onComplete(done -> schedule()));
    }
  }

  private Future<Void> round() {
    if (!parts.mayWork().getAsBoolean()) {
      // Whoever takes over looks at once: nobody knows what the one before has missed.
      reconciled = false;
      return Future.succeededFuture();
    }
    return refunds
        .run()
        .compose(v -> rewardsAreDue() ? reward() : Future.succeededFuture())
        .compose(v -> isDue() ? compare() : Future.succeededFuture())
        .onSuccess(v -> failing = false)
        .recover(this::failed);
  }

  private boolean isDue() {
    return !reconciled
        || System.nanoTime() - reconciledAt >= parts.config().reconcileEvery().toNanos();
  }

  private Future<Void> compare() {
    return reconcile
        .run()
        .onSuccess(
            v -> {
              reconciled = true;
              reconciledAt = System.nanoTime();
            });
  }

  private boolean rewardsAreDue() {
    return System.nanoTime() - rewardedAt >= parts.accounts().referralEvery().toNanos();
  }

  private Future<Void> reward() {
    return referrals.run().onSuccess(v -> rewardedAt = System.nanoTime());
  }

  /** An outage is said once; afterwards everything is compared at once. */
  private Future<Void> failed(Throwable cause) {
    reconciled = false;
    if (!failing) {
      failing = true;
      LOG.atWarn()
          .addKeyValue("cause", cause.getMessage())
          .log("Payments could not be compared with Telegram's list; tried again until they are");
    }
    return Future.succeededFuture();
  }
}

package trt.cleanup;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.config.CleanupConfig;
import trt.postgres.PartitionStore;
import trt.postgres.SweepStore;
import trt.supervision.Pulse;

/**
 * The shell: one round after the other, with the configured pause between them, on the node whose
 * turn it is.
 */
public final class CleanupVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(CleanupVerticle.class);
  private static final long BEAT_MS = 1_000;

  private final CleanupRound round;
  private final long pauseMs;
  private final BooleanSupplier mayWork;
  private final Pulse pulse;
  private Future<?> running = Future.succeededFuture();
  private boolean stopping;

  /**
   * Two instances at once do no harm.
   *
   * @param mayWork whether it is this node's turn, asked before every round and every batch
   */
  public CleanupVerticle(
      SweepStore store,
      PartitionStore partitions,
      CleanupConfig config,
      BooleanSupplier mayWork,
      Pulse pulse) {
    this.round = new CleanupRound(store, partitions, config, this::goOn, System::nanoTime);
    this.pauseMs = config.every().toMillis();
    this.mayWork = mayWork;
    this.pulse = pulse;
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
      vertx.setTimer(pauseMs, timer -> running = sweep().onComplete(done -> schedule()));
    }
  }

  private boolean goOn() {
    return !stopping && mayWork.getAsBoolean();
  }

  private Future<?> sweep() {
    if (!goOn()) {
      return Future.succeededFuture();
    }
    return round.run().onSuccess(CleanupVerticle::say).onFailure(CleanupVerticle::complain);
  }

  private static void say(Swept swept) {
    if (!swept.isNothing()) {
      LOG.atInfo()
          .addKeyValue("partitions", swept.partitionsDropped())
          .addKeyValue("rows", swept.rows())
          .log("Swept");
    }
  }

  private static void complain(Throwable cause) {
    LOG.atWarn()
        .addKeyValue("cause", cause.getClass().getSimpleName())
        .log("A sweep failed; what is old stays until the next one");
  }
}

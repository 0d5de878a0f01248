package trt.cleanup;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.config.CleanupConfig;
import trt.postgres.SweepStore;
import trt.supervision.Pulse;

/** The shell: one pass after the other, with the configured pause between them. */
public final class CleanupVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(CleanupVerticle.class);
  private static final long BEAT_MS = 1_000;

  private final CleanupRound round;
  private final long pauseMs;
  private final Pulse pulse;
  private Future<?> running = Future.succeededFuture();
  private boolean stopping;

  /** Two instances at once do no harm. */
  public CleanupVerticle(SweepStore store, CleanupConfig config, Pulse pulse) {
    this.round = new CleanupRound(store, config);
    this.pauseMs = config.every().toMillis();
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

  private Future<CleanupRound.Swept> sweep() {
    return round
        .run()
        .onSuccess(
            swept -> {
              if (swept.total() > 0) {
                LOG.atInfo()
                    .addKeyValue("updates", swept.updates())
                    .addKeyValue("sessions", swept.sessions())
                    .addKeyValue("delivered", swept.delivered())
                    .log("Swept");
              }
            })
        .onFailure(
            cause ->
                LOG.atWarn()
                    .addKeyValue("cause", cause.getClass().getSimpleName())
                    .log("A sweep failed; old rows stay until the next one"));
  }
}

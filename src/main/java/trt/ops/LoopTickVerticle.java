package trt.ops;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;

/** Runs a few times a second on one event loop, as long as that loop runs at all. */
final class LoopTickVerticle extends VerticleBase {
  private static final long EVERY_MS = 250;

  private final Runnable tick;

  LoopTickVerticle(Runnable tick) {
    this.tick = tick;
  }

  @Override
  public Future<?> start() {
    vertx.setPeriodic(EVERY_MS, id -> tick.run());
    return Future.succeededFuture();
  }
}

package trt;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.routing.BroadcastRound;

/** Brings the broadcast under way on by a step each second, on the node that leads. */
final class Broadcasts {
  private static final Logger LOG = LoggerFactory.getLogger(Broadcasts.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final BroadcastRound round;
  private final BooleanSupplier leads;
  private volatile boolean running;
  private long timer;

  Broadcasts(Vertx vertx, BroadcastRound round, BooleanSupplier leads) {
    this.vertx = vertx;
    this.round = round;
    this.leads = leads;
  }

  void start() {
    running = true;
    next();
  }

  void stop() {
    running = false;
    vertx.cancelTimer(timer);
  }

  private void next() {
    if (running) {
      timer = vertx.setTimer(EVERY.toMillis(), due -> step());
    }
  }

  private void step() {
    if (!leads.getAsBoolean()) {
      next();
      return;
    }
    round
        .run()
        .onFailure(cause -> LOG.atWarn().setCause(cause).log("A broadcast waits for the database"))
        .onComplete(done -> next());
  }
}

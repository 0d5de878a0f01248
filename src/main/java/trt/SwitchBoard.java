package trt;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trt.domain.dialogue.admin.Switches;
import trt.postgres.SwitchStore;

/**
 * What operators have switched in the chat. It lies in the database; every node reads it each
 * second, and keeps what it knows while the database is away.
 */
final class SwitchBoard {
  private static final Logger LOG = LoggerFactory.getLogger(SwitchBoard.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final SwitchStore store;
  private final Consumer<Switches> changed;
  private volatile Switches now = Switches.NONE;
  private volatile boolean running;
  private long timer;

  /**
   * Looks at nothing before {@link #start}.
   *
   * @param changed told whenever something is switched
   */
  SwitchBoard(Vertx vertx, SwitchStore store, Consumer<Switches> changed) {
    this.vertx = vertx;
    this.store = store;
    this.changed = changed;
  }

  Switches now() {
    return now;
  }

  /** Completes after the first look, so that nothing is sold that is switched off. */
  Future<Void> start() {
    running = true;
    return look().onComplete(looked -> next());
  }

  void stop() {
    running = false;
    vertx.cancelTimer(timer);
  }

  private Future<Void> look() {
    return store
        .read()
        .map(
            found -> {
              if (!found.equals(now)) {
                changed.accept(found);
                now = found;
                LOG.atInfo()
                    .addKeyValue("switches", found)
                    .log("Operators have switched something");
              }
              return null;
            });
  }

  // A failure needs no line here: the health board reports the database.
  private void next() {
    if (running) {
      timer = vertx.setTimer(EVERY.toMillis(), due -> look().onComplete(looked -> next()));
    }
  }
}

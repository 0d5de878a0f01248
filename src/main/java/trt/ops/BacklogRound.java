package trt.ops;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Reads the backlog every few seconds. While it cannot be read the last one stays. */
public final class BacklogRound {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final Supplier<Future<Backlog>> read;
  private volatile Backlog last = Backlog.EMPTY;
  private volatile boolean running;
  private volatile long timer;

  /** Reads nothing before {@link #start}. */
  public BacklogRound(Vertx vertx, Supplier<Future<Backlog>> read) {
    this.vertx = vertx;
    this.read = read;
  }

  /** Begins to read. */
  public void start() {
    running = true;
    loop();
  }

  /** Stops reading. */
  public void stop() {
    running = false;
    vertx.cancelTimer(timer);
  }

  /** The last backlog that could be read. */
  public Backlog last() {
    return last;
  }

  /** Reads once. Fails when the backlog cannot be read within five seconds. */
  public Future<Void> round() {
    return read.get()
        .timeout(EVERY.toMillis(), TimeUnit.MILLISECONDS)
        .map(
            backlog -> {
              last = backlog;
              return null;
            });
  }

  // A failure needs no line here: the health board reports the database.
  private void loop() {
    round()
        .onComplete(
            done -> {
              if (running) {
                timer = vertx.setTimer(EVERY.toMillis(), due -> loop());
              }
            });
  }
}

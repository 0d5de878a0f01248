package trt.ingress;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import trt.config.TelegramConfig;
import trt.supervision.Pulse;

/**
 * Fetches updates from Telegram where there is no public address. Of several nodes one polls, the
 * others wait for its end.
 */
public final class PollingVerticle extends VerticleBase {
  private static final long BEAT_MS = 1_000;
  private static final Duration NOT_MY_TURN = Duration.ofSeconds(1);
  private static final Duration SHORTEST_POLL = Duration.ofSeconds(1);
  // Storing a page takes a few commit timeouts at worst; a round beyond this is stuck.
  private static final Duration STORING = Duration.ofMinutes(5);

  private final PollingParts parts;
  private final Pulse pulse;
  private final PollPace pace = new PollPace();
  private @Nullable GroupCommit commit;
  private @Nullable UpdatePoll poll;
  private boolean stopped;
  private long timer;

  /** The only instance: Telegram sends the older of two pollers away. */
  public PollingVerticle(PollingParts parts, Pulse pulse) {
    this.parts = parts;
    this.pulse = pulse;
  }

  @Override
  public Future<?> start() {
    GroupCommit loop = parts.ingress().newCommit();
    commit = loop;
    UpdatePoll rounds = new UpdatePoll(parts, loop);
    poll = rounds;
    // A poll may stay open longer than the supervisor bears silence.
    vertx.setPeriodic(BEAT_MS, tick -> pulse.beat());
    next(rounds, Duration.ZERO);
    return Future.succeededFuture();
  }

  /** Finishes what is being stored. A poll in flight is abandoned: nothing of it is confirmed. */
  @Override
  public Future<?> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    Future<Void> stored = poll == null ? Future.succeededFuture() : poll.stop();
    return stored.eventually(() -> commit == null ? Future.succeededFuture() : commit.close());
  }

  private void next(UpdatePoll rounds, Duration pause) {
    if (!stopped) {
      timer = vertx.setTimer(Math.max(1, pause.toMillis()), due -> run(rounds));
    }
  }

  private void run(UpdatePoll rounds) {
    if (!parts.mayPoll().getAsBoolean()) {
      next(rounds, NOT_MY_TURN);
      return;
    }
    rounds
        .round(pace.patience(usualPatience()))
        .timeout(longestRound().toMillis(), TimeUnit.MILLISECONDS)
        .onComplete(done -> finish(rounds, done));
  }

  private void finish(UpdatePoll rounds, AsyncResult<Polled> done) {
    if (stopped) {
      return;
    }
    if (done.failed()) {
      pulse.die(done.cause());
      return;
    }
    if (!parts.mayPoll().getAsBoolean()) {
      // Telegram has sent this poll away because the one whose turn it is has begun: no trouble.
      next(rounds, NOT_MY_TURN);
      return;
    }
    next(rounds, pace.after(done.result()));
  }

  private Duration usualPatience() {
    Duration configured = parts.config().pollTimeout();
    return configured.compareTo(SHORTEST_POLL) < 0 ? SHORTEST_POLL : configured;
  }

  private Duration longestRound() {
    TelegramConfig telegram = parts.config();
    return telegram
        .connectTimeout()
        .plus(telegram.writeTimeout())
        .plus(telegram.readTimeout())
        .plus(STORING);
  }
}

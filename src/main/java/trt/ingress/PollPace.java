package trt.ingress;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When the next poll is due. Logs an obstacle when it appears and when it is gone. */
final class PollPace {
  private static final Logger LOG = LoggerFactory.getLogger(PollPace.class);
  // An answer without news should have taken the whole long poll; if it ever comes at once, this
  // keeps us from asking in a tight circle.
  private static final Duration AFTER_SILENCE = Duration.ofMillis(100);

  private @Nullable Obstacle met;
  private Duration pause = Duration.ZERO;

  /** The pause before the next poll; zero when more may be waiting. */
  Duration after(Polled polled) {
    return polled instanceof Polled.Held held
        ? hold(held)
        : proceed(polled instanceof Polled.Taken taken ? taken.updates() : 0);
  }

  /**
   * How long Telegram may keep the next poll open: after a failure not at all, so that we learn at
   * once that it works again. Two pollers would only chase each other with that.
   */
  Duration patience(Duration usual) {
    return met == null || met == Obstacle.CONFLICT ? usual : Duration.ZERO;
  }

  private Duration hold(Polled.Held held) {
    Obstacle obstacle = held.obstacle();
    if (obstacle != met) {
      met = obstacle;
      pause = obstacle.first();
      LOG.atWarn().addKeyValue("cause", held.cause()).log(obstacle.consequence());
    } else {
      pause = shorter(pause.multipliedBy(2), obstacle.longest());
    }
    return pause.compareTo(held.atLeast()) < 0 ? held.atLeast() : pause;
  }

  private Duration proceed(int updates) {
    if (met != null) {
      met = null;
      LOG.info("Polling works again");
    }
    return updates > 0 ? Duration.ZERO : AFTER_SILENCE;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}

package trt.delivery;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import trt.config.DeliveryConfig;

/**
 * How fast messages go out: token buckets as a courtesy, Telegram's {@code retry_after} as the law.
 * Chats are this instance's own; the bot's budget is shared. Lives on one event loop.
 *
 * <p>Answers to queries take no part of any rate: Telegram counts messages to chats, and an answer
 * goes to none. They wait when the whole bot must.
 */
final class Pace {
  private static final int CHATS_REMEMBERED = 20_000;
  private static final int PAUSES_REMEMBERED = 10_000;
  private static final int GROUP_BURST_PART = 4;
  private static final long MILLI = Duration.ofMillis(1).toNanos();

  private final DeliveryConfig config;
  private final BotBudget bot;
  private final TimeMeter clock;
  private final Supplier<Vertx> vertx;
  private final Map<Long, Bucket> chats =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Bucket> eldest) {
          return size() > CHATS_REMEMBERED;
        }
      };
  private final Map<Long, Long> paused = new HashMap<>();

  /**
   * @param vertx known once the verticle is deployed
   */
  Pace(DeliveryConfig config, BotBudget bot, TimeMeter clock, Supplier<Vertx> vertx) {
    this.config = config;
    this.bot = bot;
    this.clock = clock;
    this.vertx = vertx;
  }

  /** Nanoseconds until the bot may make such a call; 0 or less when it may. Takes nothing. */
  long botWait(boolean answer) {
    return answer ? bot.pausedNanos() : bot.waitNanos();
  }

  /** Nanoseconds until this chat may get a message; 0 takes its part and means now. */
  long chatWait(long chat) {
    long now = clock.currentTimeNanos();
    long until = paused.getOrDefault(chat, now);
    if (until - now > 0) {
      return until - now;
    }
    paused.remove(chat);
    var token = chats.computeIfAbsent(chat, this::bucket).tryConsumeAndReturnRemaining(1);
    return token.isConsumed() ? 0 : Math.max(1, token.getNanosToWaitForRefill());
  }

  /**
   * Takes a message's part of the bot's budget; where there is none, gives the chat's part back.
   */
  boolean take(long chat) {
    boolean taken = bot.take();
    if (!taken && chats.containsKey(chat)) {
      chats.computeIfAbsent(chat, this::bucket).addTokens(1);
    }
    return taken;
  }

  /**
   * The turn of a message that took its part: at once as a rule. What was held up on its way here,
   * by a slow commit for one, does not go out in a heap.
   */
  Future<Void> departure() {
    long millis = (bot.departNanos() + MILLI - 1) / MILLI;
    return millis <= 0
        ? Future.succeededFuture()
        : Future.future(turn -> vertx.get().setTimer(millis, id -> turn.complete()));
  }

  /**
   * Telegram said 429: this chat waits.
   *
   * @return whether the whole bot waits
   */
  @CanIgnoreReturnValue
  boolean throttled(long chat, Duration retryAfter) {
    long now = clock.currentTimeNanos();
    if (paused.size() >= PAUSES_REMEMBERED) {
      paused.values().removeIf(until -> until - now <= 0);
    }
    paused.put(chat, now + retryAfter.toNanos());
    return bot.throttled(chat, retryAfter);
  }

  /** The whole bot waits. */
  void silence(Duration pause) {
    bot.pause(pause);
  }

  /** An answer was told 429: no chat is meant by it. */
  boolean throttledAnswer(long call, Duration retryAfter) {
    return bot.throttled(-call, retryAfter);
  }

  /** In any minute at most the setting: what may come at once is taken off what comes steadily. */
  private Bucket bucket(long chat) {
    if (chat > 0) {
      return bucket(config.perChatBurst(), config.perChatPerSecond(), Duration.ofSeconds(1));
    }
    int most = Math.max(2, config.groupPerMinute());
    int burst = Math.max(1, Math.min(config.perChatBurst(), most / GROUP_BURST_PART));
    return bucket(burst, most - burst, Duration.ofMinutes(1));
  }

  private Bucket bucket(int capacity, int refill, Duration every) {
    return Bucket.builder()
        .addLimit(Bandwidth.builder().capacity(capacity).refillGreedy(refill, every).build())
        .withCustomTimePrecision(clock)
        .build();
  }
}

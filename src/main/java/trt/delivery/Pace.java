package trt.delivery;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import trt.config.DeliveryConfig;

/**
 * How fast messages go out: token buckets as a courtesy, Telegram's {@code retry_after} as the law.
 * Lives on one event loop; instances share the bot's rate equally.
 */
final class Pace {
  private static final Set<String> UNLIMITED =
      Set.of("answerCallbackQuery", "answerPreCheckoutQuery", "answerInlineQuery");
  private static final int CHATS_REMEMBERED = 20_000;
  private static final int THROTTLED_CHATS_THAT_MEAN_THE_BOT = 3;
  private static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();

  private final DeliveryConfig config;
  private final TimeMeter clock;
  private final Bucket bot;
  private final Map<Long, Bucket> chats =
      new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Bucket> eldest) {
          return size() > CHATS_REMEMBERED;
        }
      };
  private final Map<Long, Long> pausedChats = new LinkedHashMap<>();
  private final Deque<Throttled> throttled = new ArrayDeque<>();
  private long botPausedUntil;

  private record Throttled(long chat, long at) {}

  /**
   * @param share how many instances send for this bot
   */
  Pace(DeliveryConfig config, int share, TimeMeter clock) {
    this.config = config;
    this.clock = clock;
    int perSecond = Math.max(1, config.messagesPerSecond() / share);
    this.botPausedUntil = clock.currentTimeNanos();
    this.bot = bucket(perSecond, perSecond, Duration.ofSeconds(1));
  }

  /** Nanoseconds until this call may be made; 0 takes a token and means now. */
  long waitNanos(long chat, String method) {
    long now = clock.currentTimeNanos();
    long paused = Math.max(botPausedUntil, pausedChats.getOrDefault(chat, botPausedUntil)) - now;
    if (paused > 0) {
      return paused;
    }
    pausedChats.remove(chat);
    if (UNLIMITED.contains(method)) {
      return 0;
    }
    Bucket own = chats.computeIfAbsent(chat, this::chatBucket);
    var chatToken = own.tryConsumeAndReturnRemaining(1);
    if (!chatToken.isConsumed()) {
      return Math.max(1, chatToken.getNanosToWaitForRefill());
    }
    var botToken = bot.tryConsumeAndReturnRemaining(1);
    if (!botToken.isConsumed()) {
      own.addTokens(1);
      return Math.max(1, botToken.getNanosToWaitForRefill());
    }
    return 0;
  }

  /** Telegram said 429: this chat waits; three chats within a second mean the whole bot. */
  void throttled(long chat, Duration retryAfter) {
    long now = clock.currentTimeNanos();
    pausedChats.put(chat, now + retryAfter.toNanos());
    throttled.removeIf(t -> now - t.at() > WINDOW_NANOS || t.chat() == chat);
    throttled.add(new Throttled(chat, now));
    if (throttled.size() >= THROTTLED_CHATS_THAT_MEAN_THE_BOT) {
      botPausedUntil = now + retryAfter.toNanos();
    }
  }

  private Bucket chatBucket(long chat) {
    boolean group = chat < 0;
    return group
        ? bucket(config.groupPerMinute(), config.groupPerMinute(), Duration.ofMinutes(1))
        : bucket(config.perChatBurst(), config.perChatPerSecond(), Duration.ofSeconds(1));
  }

  private Bucket bucket(int capacity, int refill, Duration every) {
    return Bucket.builder()
        .addLimit(Bandwidth.builder().capacity(capacity).refillGreedy(refill, every).build())
        .withCustomTimePrecision(clock)
        .build();
  }
}

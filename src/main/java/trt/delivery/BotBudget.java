package trt.delivery;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the whole bot may send, as far as this node is concerned: one for all instances, which run
 * on several event loops. A node has the part of the rate that it has of the shards.
 */
public final class BotBudget {
  /**
   * One in so many messages of a second may come in a burst: with 25 a second 28 leave in the worst
   * one, and what the network bunches has room up to Telegram's 30.
   */
  private static final int BURST_PART = 8;

  private static final int CHATS_THAT_MEAN_THE_BOT = 3;
  private static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();
  private static final double SLOWEST = 0.2;
  private static final int SCALE = 1_000;

  private final int perSecond;
  private final TimeMeter clock;
  private final Bucket bucket;
  private final Bucket departures;
  private final Deque<Throttled> throttled = new ArrayDeque<>();
  private double part = 1;
  private long pausedUntil;

  private record Throttled(long chat, long at) {}

  /** The whole rate, until {@link #resize} says otherwise. */
  BotBudget(int perSecond, TimeMeter clock) {
    this.perSecond = perSecond;
    this.clock = clock;
    this.pausedUntil = clock.currentTimeNanos();
    this.bucket = wholeRate();
    this.departures = wholeRate();
  }

  /**
   * This node works on that part of the shards now. What was saved up does not grow by it.
   *
   * @param newPart from 0 to 1; at 0 nothing is sent anyway
   */
  synchronized void resize(double newPart) {
    if (newPart > 0 && newPart != part) {
      part = newPart;
      BucketConfiguration resized =
          BucketConfiguration.builder().addLimit(bandwidth(newPart)).build();
      bucket.replaceConfiguration(resized, TokensInheritanceStrategy.AS_IS);
      departures.replaceConfiguration(resized, TokensInheritanceStrategy.AS_IS);
    }
  }

  /** Nanoseconds until anything may go to Telegram; 0 or less when it may. */
  synchronized long pausedNanos() {
    return pausedUntil - clock.currentTimeNanos();
  }

  /** Nanoseconds until another message may go; takes nothing. */
  synchronized long waitNanos() {
    long refill = bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    return Math.max(pausedNanos(), refill);
  }

  /** Takes one message's part of the rate, if there is one left. */
  synchronized boolean take() {
    return pausedNanos() <= 0 && bucket.tryConsume(1);
  }

  /**
   * Nanoseconds that a message which took its part has to wait before it goes out, so that those
   * held up between the two do not go out together. Books its turn: to be asked once.
   */
  synchronized long departNanos() {
    return departures.consumeIgnoringRateLimits(1);
  }

  /** Nothing goes to Telegram for so long. */
  synchronized void pause(Duration pause) {
    long until = clock.currentTimeNanos() + pause.toNanos();
    pausedUntil = until - pausedUntil > 0 ? until : pausedUntil;
  }

  /**
   * Telegram said 429 to a chat. Three chats within a second mean the bot.
   *
   * @return whether the whole bot is to wait
   */
  synchronized boolean throttled(long chat, Duration retryAfter) {
    long now = clock.currentTimeNanos();
    throttled.removeIf(t -> now - t.at() > WINDOW_NANOS || t.chat() == chat);
    throttled.add(new Throttled(chat, now));
    boolean all = throttled.size() >= CHATS_THAT_MEAN_THE_BOT;
    if (all) {
      pause(retryAfter);
    }
    return all;
  }

  private Bucket wholeRate() {
    return Bucket.builder().addLimit(bandwidth(1)).withCustomTimePrecision(clock).build();
  }

  /**
   * Capacity and refill together are the most that can go out in a second. A node's capacity is a
   * message at least; where that is more than its part, its refill is smaller.
   */
  private Bandwidth bandwidth(double of) {
    double burst = Math.max(1, perSecond / BURST_PART) * of;
    long capacity = Math.max(1, (long) burst);
    double refill = Math.min(perSecond * of, perSecond * of + burst - capacity);
    return Bandwidth.builder()
        .capacity(capacity)
        .refillGreedy(Math.round(Math.max(SLOWEST, refill) * SCALE), Duration.ofSeconds(SCALE))
        .initialTokens(1)
        .build();
  }
}

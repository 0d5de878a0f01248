package trt.delivery;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import trt.domain.outbox.Outgoing;
import trt.postgres.WaitingStore;

/**
 * Brings what waits in the database into the lanes: page by page, going on where the last page
 * ended, so that no shard and no chat waits for another's backlog to end.
 */
final class Sweep {
  private static final int PAGE = 2_000;
  private static final int PER_CHAT = 32;
  private static final int ANSWERS = 1_000;
  private static final int PAGES_AT_ONCE = 5;

  private final WaitingStore waiting;
  private final BotBudget bot;
  private final Lanes lanes;
  private final LongSupplier nanoTime;
  private short shard;
  private long chat = Long.MIN_VALUE;

  Sweep(WaitingStore waiting, BotBudget bot, Lanes lanes, LongSupplier nanoTime) {
    this.waiting = waiting;
    this.bot = bot;
    this.lanes = lanes;
    this.nanoTime = nanoTime;
  }

  /** Looks once around, as far as there is room; learns whether the bot is to be silent. */
  Future<Void> run(Short[] shards) {
    if (shards.length == 0) {
      return Future.succeededFuture();
    }
    long asked = nanoTime.getAsLong();
    return waiting
        .paused()
        .onSuccess(bot::pause)
        .compose(v -> waiting.answers(shards, ANSWERS))
        .onSuccess(found -> lanes.sweep(found, asked, nanoTime.getAsLong()))
        .compose(v -> pages(shards, PAGES_AT_ONCE));
  }

  private Future<Void> pages(Short[] shards, int left) {
    if (left == 0 || lanes.size() >= PAGE) {
      return Future.succeededFuture();
    }
    long asked = nanoTime.getAsLong();
    return waiting
        .page(rotated(shards), chat, PER_CHAT, PAGE)
        .compose(
            found -> {
              lanes.sweep(found, asked, nanoTime.getAsLong());
              return next(found) ? pages(shards, left - 1) : Future.succeededFuture();
            });
  }

  /** A page that is full has more behind it, beginning with the rest of its last chat. */
  private boolean next(List<Outgoing> found) {
    boolean full = found.size() >= PAGE;
    if (full) {
      Outgoing last = found.get(found.size() - 1);
      shard = (short) last.shard();
      chat = last.chatKey();
    } else {
      chat = Long.MIN_VALUE;
    }
    return full;
  }

  private Short[] rotated(Short[] shards) {
    int begin =
        IntStream.range(0, shards.length).filter(i -> shards[i] >= shard).findFirst().orElse(0);
    if (shards[begin] != shard) {
      chat = Long.MIN_VALUE;
    }
    return Stream.concat(Stream.of(shards).skip(begin), Stream.of(shards).limit(begin))
        .toArray(Short[]::new);
  }
}
